package dev.fogline.edge.config;

/// Something configured is of no use; the message is one line that names the place.
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }
}
