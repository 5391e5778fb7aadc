/// How good a router between a weak and a strong model is, measured on questions both answered.
package dev.fogline.cost.routing;
