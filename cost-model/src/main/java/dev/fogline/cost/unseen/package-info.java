/// How well curves predict measurements they were not drawn through.
package dev.fogline.cost.unseen;
