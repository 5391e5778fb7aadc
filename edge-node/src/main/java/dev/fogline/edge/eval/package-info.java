/// `fogline eval`: how good predictions are, measured on real nodes.
package dev.fogline.edge.eval;
