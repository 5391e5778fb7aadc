package dev.fogline.router.pool;

/// How a pool chooses among members that serve the same model.
public enum Balance {
    /// By the predicted time to the first token; the usual one.
    PREDICTED("predicted"),
    /// By the requests that each has, its own queue included.
    LEAST_LOADED("least-loaded"),
    /// Each in turn.
    ROUND_ROBIN("round-robin");

    private final String word;

    Balance(String word) {
        this.word = word;
    }

    /// As configurations and decisions have it.
    public String word() {
        return word;
    }
}
