package dev.fogline.spi;

import java.util.Optional;

/// How a backend was for one model when last looked at. It is advice, never a promise.
///
/// @param readiness whether a request would be answered
/// @param slots requests that run at the same time, ≥ 1; [Integer#MAX_VALUE] if unknown
/// @param running requests running, ≥ 0
/// @param queued requests waiting, ≥ 0
/// @param unreadTokens tokens of the prompts of all of these that are not read yet, ≥ 0: what a
///   prompt that comes now waits for, where one engine reads them in turn; 0 if unknown
/// @param decodeTokensPerSecond tokens generated per second, of all requests together, lately; 0 if
///   unknown
/// @param kvUse share of the key-value cache that running requests hold, in [0, 1]; 0 if unknown
/// @param rttMillis one round trip to whoever runs the model, ≥ 0; 0 within this machine, and until
///   the first was measured
/// @param observedAtNanos on the router's clock; `nowNanos - observedAtNanos` is the age
/// @param announcement where the figures are not the backend's own but those of whoever runs the
///   model: what else was announced
public record NodeState(
        Readiness readiness,
        int slots,
        int running,
        int queued,
        int unreadTokens,
        double decodeTokensPerSecond,
        double kvUse,
        double rttMillis,
        long observedAtNanos,
        Optional<Announcement> announcement) {

    public NodeState {
        if (slots < 1
                || running < 0
                || queued < 0
                || unreadTokens < 0
                || !(decodeTokensPerSecond >= 0)
                || !(kvUse >= 0 && kvUse <= 1)
                || !(rttMillis >= 0)) {
            throw new IllegalArgumentException(
                    "slots "
                            + slots
                            + ", running "
                            + running
                            + ", queued "
                            + queued
                            + ", unreadTokens "
                            + unreadTokens
                            + ", decodeTokensPerSecond "
                            + decodeTokensPerSecond
                            + ", kvUse "
                            + kvUse
                            + ", rttMillis "
                            + rttMillis);
        }
    }

    /// What a backend observed itself, which does not know how far prompts are read.
    public NodeState(
            Readiness readiness,
            int slots,
            int running,
            int queued,
            double decodeTokensPerSecond,
            double kvUse,
            double rttMillis,
            long observedAtNanos) {
        this(
                readiness,
                slots,
                running,
                queued,
                0,
                decodeTokensPerSecond,
                kvUse,
                rttMillis,
                observedAtNanos,
                Optional.empty());
    }

    /// The same, with what was announced.
    public NodeState announcing(Announcement told) {
        return with(unreadTokens, Optional.of(told), observedAtNanos);
    }

    /// The same, observed at another time.
    public NodeState observedAt(long nanos) {
        return with(unreadTokens, announcement, nanos);
    }

    /// The same, with so many tokens of prompts that are not read yet.
    public NodeState reading(int tokens) {
        return with(tokens, announcement, observedAtNanos);
    }

    private NodeState with(int unread, Optional<Announcement> told, long nanos) {
        return new NodeState(
                readiness,
                slots,
                running,
                queued,
                unread,
                decodeTokensPerSecond,
                kvUse,
                rttMillis,
                nanos,
                told);
    }

    /// An idle local state of one slot, for backends that know nothing better.
    public static NodeState ready(long observedAtNanos) {
        return new NodeState(Readiness.READY, 1, 0, 0, 0, 0, 0, observedAtNanos);
    }

    /// Not to be asked.
    public static NodeState down(long observedAtNanos) {
        return new NodeState(Readiness.DOWN, 1, 0, 0, 0, 0, 0, observedAtNanos);
    }

    /// Whether a request would be answered.
    public enum Readiness {
        /// At once.
        READY,
        /// After the model has been loaded.
        COLD,
        /// No.
        DOWN
    }
}
