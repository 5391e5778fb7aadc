/// The command line of the edge node.
package dev.fogline.edge;
