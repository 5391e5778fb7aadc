/// What the node itself costs: it between a load and an upstream that take next to nothing, beside
/// a web server that only passes on.
package dev.fogline.edge.overhead;
