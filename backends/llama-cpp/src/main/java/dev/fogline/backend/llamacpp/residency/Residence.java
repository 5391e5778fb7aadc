package dev.fogline.backend.llamacpp.residency;

import dev.fogline.backend.llamacpp.worker.WorkerProcess;
import dev.fogline.spi.answer.Fault;

/// Where a model is. Times are on the node's clock.
sealed interface Residence {

    /// In its file only.
    record Cold() implements Residence {}

    /// On its way into memory.
    record Loading() implements Residence {}

    /// In memory.
    record Loaded(WorkerProcess worker, long sinceNanos) implements Residence {}

    /// Left alone for a while.
    ///
    /// @param why told to those who ask for it
    /// @param crashed whether its worker ended, so that it is loaded again unasked
    record Resting(Fault why, long untilNanos, boolean crashed) implements Residence {}

    /// Not to be loaded until its file is another one.
    record Refused(Fault why) implements Residence {}
}
