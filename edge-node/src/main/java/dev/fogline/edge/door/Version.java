package dev.fogline.edge.door;

import picocli.CommandLine.IVersionProvider;

/// What `--version` prints: the version the image was built as.
public final class Version implements IVersionProvider {

    /// For picocli.
    public Version() {}

    @Override
    public String[] getVersion() {
        return new String[] {"fogline " + System.getProperty("fogline.version", "development")};
    }
}
