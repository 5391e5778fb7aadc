/// The commands that show what the privacy detector finds, and measure how well it finds it.
package dev.fogline.edge.privacy;
