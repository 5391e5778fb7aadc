/// Offenders for the boundary tests.
package dev.fogline.dist.planted;
