/// Contracts as tests: a plugin's test class extends the one that fits and says how to make the
/// plugin.
package dev.fogline.spi.tck;
