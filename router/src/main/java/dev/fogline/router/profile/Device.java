package dev.fogline.router.profile;

/// A machine, as far as a measured speed depends on it.
///
/// @param processor its name, as the machine gives it; empty if it does not
/// @param architecture such as `amd64`
/// @param processors that this process may use, ≥ 1
/// @param memoryBytes it may use; told to readers, not compared
public record Device(String processor, String architecture, int processors, long memoryBytes) {

    /// Whether what was measured on the other holds here.
    boolean sameAs(Device other) {
        return processor.equals(other.processor)
                && architecture.equals(other.architecture)
                && processors == other.processors;
    }

    @Override
    public String toString() {
        return "%s, %s, %d processors"
                .formatted(
                        processor.isEmpty() ? "unknown processor" : processor,
                        architecture,
                        processors);
    }
}
