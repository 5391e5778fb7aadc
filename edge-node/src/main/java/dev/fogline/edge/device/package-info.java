/// This device: what it is, as far as the system tells.
package dev.fogline.edge.device;
