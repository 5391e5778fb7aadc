package dev.fogline.backend.llamacpp.engine;

/// A generation under way, or waiting for a slot.
@FunctionalInterface
public interface Running {

    /// Ends it as [Ending.Cancelled] within one step, if it has not ended yet. From any thread, any
    /// number of times.
    void cancel();
}
