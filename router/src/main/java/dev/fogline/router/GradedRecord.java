package dev.fogline.router;

import dev.fogline.spi.Observation.Graded;
import dev.fogline.spi.request.DataClass;

/// A verdict on an answer, later than its request's entry.
///
/// @param id of the request
/// @param epochMillis when it came, wall clock
/// @param dataClass of the request: of a private one nothing is written
/// @param by who graded
/// @param graded what it teaches
record GradedRecord(String id, long epochMillis, DataClass dataClass, By by, Graded graded)
        implements JournalEntry {

    /// Who graded an answer.
    enum By {
        /// Somebody, by `POST /v1/feedback`.
        FEEDBACK,
        /// A shadow: a second answer that was compared with the first.
        SHADOW
    }
}
