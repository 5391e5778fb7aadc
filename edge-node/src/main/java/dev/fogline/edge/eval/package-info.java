/// `fogline eval`: how good predictions are, measured.
package dev.fogline.edge.eval;
