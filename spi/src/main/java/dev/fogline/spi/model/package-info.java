/// Models as files: what they are, what they need, and how fast they prove to be.
package dev.fogline.spi.model;
