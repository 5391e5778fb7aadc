/// Builds the image and the archive from the modules the build has made; no part of either.
@org.jspecify.annotations.NullMarked
package dev.fogline.dist;
