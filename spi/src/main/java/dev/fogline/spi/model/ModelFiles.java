package dev.fogline.spi.model;

import java.nio.file.Path;

/// Judges the files that a backend's models come in.
///
/// Answers: *what is this file, is it whole, what memory does it need, how fast does it run?* It
/// neither fetches nor keeps files: that is the node's business.
///
/// **Called** by commands, never while a request is routed; may be called from several threads.
/// **Blocking**: [#inspect] and [#memory] read the head of the file (milliseconds); [#measure] runs
/// the model (seconds to minutes).
public interface ModelFiles {

    /// What a file is, checked as far as that is possible without running it.
    ///
    /// @throws ModelFileException if it is no model of this backend, damaged, or of a kind that
    ///   cannot be run
    ModelFacts inspect(Path file);

    /// What running a file would take.
    ///
    /// @throws ModelFileException as [#inspect] does, or if the file cannot hold so much at once
    MemoryNeed memory(Path file, Capacity capacity);

    /// Runs a file the way it is served, and measures.
    ///
    /// @param progress told now and then, on the calling thread
    /// @throws ModelFileException as [#inspect] does, or if the trial does not fit the model
    /// @throws dev.fogline.spi.BackendStartException if it cannot be loaded, or ends unasked
    /// @throws InterruptedException if the calling thread was interrupted; nothing runs on
    Measurement measure(Path file, Trial trial, TrialProgress progress) throws InterruptedException;

    /// Hears how far a trial is.
    @FunctionalInterface
    interface TrialProgress {

        /// @param done steps of `of`, which is ≥ 1
        void done(int done, int of);
    }
}
