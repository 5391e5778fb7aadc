/// The command line of the cloud node; its door is the edge's.
package dev.fogline.cloud;
