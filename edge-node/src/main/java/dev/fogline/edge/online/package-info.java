/// `fogline eval online`: two nodes under a mixed load, and how near their predictions came.
package dev.fogline.edge.online;
