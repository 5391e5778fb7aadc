/// Fetching one file so that it is either whole or not there: sources, the hub, resuming, checking.
package dev.fogline.edge.pull;
