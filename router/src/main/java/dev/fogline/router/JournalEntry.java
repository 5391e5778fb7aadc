package dev.fogline.router;

/// What the journal takes.
sealed interface JournalEntry permits DecisionRecord, GradedRecord {

    /// Of the request.
    String id();
}
