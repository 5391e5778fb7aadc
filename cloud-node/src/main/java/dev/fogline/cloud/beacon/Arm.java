package dev.fogline.cloud.beacon;

import java.util.Locale;

/// How the edges know of the pool.
enum Arm {
    /// By its beacon.
    WITH_BEACON,
    /// By what they see themselves, and a list price: that of a full pool.
    WITHOUT_BEACON;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
