package dev.fogline.router.ledger;

/// How an attempt ended, as far as money cares.
public enum Ending {
    /// It gave the whole answer.
    SERVED,
    /// The backend said no, or broke off.
    FAILED,
    /// We or the client ended it: the client left, a time limit passed, another option won.
    CANCELLED,
    /// The node went down while it ran; what it took is an estimate.
    UNKNOWN
}
