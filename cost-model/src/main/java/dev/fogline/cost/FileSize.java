package dev.fogline.cost;

/// How large a model is, of which nobody has measured anything: the time for a token is taken to be
/// in proportion to it, and the first answer sets the level.
///
/// A generated token reads all weights once, a prompt token is multiplied with all of them (see
/// [Roofline]); how far the size tells their number depends on the quantisation, within a factor of
/// two between four and eight bits.
///
/// @param bytes of its file, ≥ 1
public record FileSize(long bytes) implements FirstSpeed {

    public FileSize {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes " + bytes + " is below 1");
        }
    }
}
