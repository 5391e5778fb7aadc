package dev.fogline.edge.door;

import java.nio.file.Path;

/// The image this process runs from.
public final class Installation {

    private Installation() {}

    /// Where it lies, as the launcher says in `fogline.home`; the working directory where nobody
    /// says.
    public static Path home() {
        return Path.of(System.getProperty("fogline.home", ""));
    }
}
