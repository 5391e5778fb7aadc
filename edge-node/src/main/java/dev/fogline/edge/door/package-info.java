/// The door: HTTP in front of a router, who may come in, and what both nodes' command lines share.
package dev.fogline.edge.door;
