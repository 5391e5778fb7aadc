/// How well predicted times proved, request by request.
package dev.fogline.cost.accuracy;
