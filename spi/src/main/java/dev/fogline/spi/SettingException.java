package dev.fogline.spi;

/// A configured value is of no use.
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String key;

    /// @param key the key whose value it is
    /// @param problem what is wrong, with the range; the value only if it is no secret
    public SettingException(String key, String problem) {
        super(key + ": " + problem);
        this.key = key;
    }

    /// The key whose value it is.
    public String key() {
        return key;
    }
}
