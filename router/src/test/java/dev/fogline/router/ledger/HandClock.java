package dev.fogline.router.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A wall clock that is moved by hand.
final class HandClock implements InstantSource {

    private volatile Instant now;

    HandClock(String now) {
        this.now = Instant.parse(now);
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
