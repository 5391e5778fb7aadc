package dev.fogline.edge.pull;

import java.util.Locale;

/// Amounts of bytes as people read them.
public final class Bytes {

    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;

    private Bytes() {}

    /// Such as `4.7 GiB` or `92 MiB`; bytes below a tenth of a MiB.
    public static String text(long bytes) {
        if (bytes >= GIB) {
            return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
        }
        if (bytes >= MIB) {
            return String.format(Locale.ROOT, "%.0f MiB", bytes / MIB);
        }
        return bytes >= MIB / 10
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / MIB)
                : bytes + " bytes";
    }
}
