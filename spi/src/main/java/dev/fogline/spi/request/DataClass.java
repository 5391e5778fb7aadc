package dev.fogline.spi.request;

/// Whether a text may leave the device.
public enum DataClass {
    /// It may.
    PUBLIC,
    /// It may not: not in retries, hedges, shadows, caches or logs either.
    PRIVATE
}
