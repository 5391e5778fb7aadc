package dev.fogline.spi.answer;

/// Why an answer ended, all of them proper ends; a broken stream is a [Fault].
public enum FinishReason {
    /// The model was done, or a stop text came.
    STOP,
    /// The bound on output tokens or the context's end.
    LENGTH,
    /// The model wants tools called.
    TOOL_CALLS,
    /// The provider withheld the rest.
    CONTENT_FILTER
}
