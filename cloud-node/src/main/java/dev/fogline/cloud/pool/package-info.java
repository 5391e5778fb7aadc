/// Finds the members of the node's pool, and looks how busy each is.
package dev.fogline.cloud.pool;
