package dev.fogline.spi;

/// A key that may be configured.
///
/// @param key kebab-case, units at the end, such as `connect-timeout-millis`
/// @param need whether it must be given
/// @param fallback the value where none is given; empty for none
/// @param description one sentence, with the range and unit
public record Setting(String key, Need need, String fallback, String description) {

    /// One that must be given.
    public static Setting required(String key, String description) {
        return new Setting(key, Need.REQUIRED, "", description);
    }

    /// One that may be left out, which the plugin understands as something of its own.
    public static Setting optional(String key, String description) {
        return new Setting(key, Need.OPTIONAL, "", description);
    }

    /// One that may be left out, which means the fallback.
    public static Setting withFallback(String key, String fallback, String description) {
        return new Setting(key, Need.OPTIONAL, fallback, description);
    }

    /// A key or password: never printed, and only taken from the environment or a file that nobody
    /// else can read.
    public static Setting secret(String key, String description) {
        return new Setting(key, Need.SECRET, "", description);
    }

    /// How a key is treated.
    public enum Need {
        /// Without it the node does not start.
        REQUIRED,
        /// It may be left out.
        OPTIONAL,
        /// It may be left out, and its value is a secret.
        SECRET
    }
}
