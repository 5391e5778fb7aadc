/// Estimates and what they are made of. Everything here is a pure function of its arguments.
package dev.fogline.cost;
