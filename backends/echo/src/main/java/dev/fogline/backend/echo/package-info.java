/// Says back what it was told.
package dev.fogline.backend.echo;
