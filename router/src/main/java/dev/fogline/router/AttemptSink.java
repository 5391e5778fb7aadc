package dev.fogline.router;

import dev.fogline.spi.CascadeRule.Verdict;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.TokenSink;
import java.util.ArrayList;
import java.util.List;

/// Between a backend and the client during one attempt: holds back what is no content until the
/// first content, so that an early failure can still be repaired in silence, holds back a draft
/// until it is kept, and notes the time.
final class AttemptSink implements TokenSink {

    /// Chunks without content that may precede the first one with content; more are dropped.
    private static final int MAX_HELD = 64;

    private final Asking asking;
    private final Watch watch;
    private final Ticker ticker;
    private final long startNanos;
    private final List<Chunk> heldBack = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals();
    private int contentChunks;
    private boolean begun;

    AttemptSink(Asking asking, Watch watch, Ticker ticker, long startNanos) {
        this.asking = asking;
        this.watch = watch;
        this.ticker = ticker;
        this.startNanos = startNanos;
    }

    @Override
    public void accept(Chunk chunk) {
        if (arrivals.firstNanos().isEmpty() && !chunk.hasContent()) {
            if (heldBack.size() < MAX_HELD) {
                heldBack.add(chunk);
            }
            return;
        }
        watch.hold();
        if (chunk.hasContent()) {
            arrivals.comes(ticker.nanos());
        }
        if (asking.draft().isPresent()) {
            accept(asking.draft().get(), chunk);
        } else {
            give(chunk);
        }
        arrivals.passedOn(ticker.nanos());
        watch.release();
    }

    /// The backend is done; an answer without content begins now, and a draft that is still held
    /// back is judged.
    void end() {
        if (asking.draft().isPresent() && !begun) {
            carryOut(asking.draft().get(), asking.draft().get().end());
        }
        begin();
    }

    /// Whether the draft was given up.
    boolean handedOver() {
        return asking.draft().filter(one -> one.verdict() == Verdict.HAND_OVER).isPresent();
    }

    /// How many pieces with content the client was given.
    int contentChunks() {
        return contentChunks;
    }

    Timings timings(long endNanos) {
        long first = contentChunks > 0 ? arrivals.firstNanos().orElse(endNanos) : endNanos;
        return new Timings(
                (first - startNanos) / 1e6,
                (endNanos - startNanos) / 1e6,
                contentChunks > 0 ? arrivals.moments() : 0);
    }

    private void accept(HeldDraft draft, Chunk chunk) {
        if (begun) {
            give(draft.shown(chunk));
        } else {
            carryOut(draft, draft.take(chunk));
        }
    }

    private void carryOut(HeldDraft draft, Verdict verdict) {
        switch (verdict) {
            case UNDECIDED -> {}
            case KEEP -> draft.chunks().forEach(this::give);
            case HAND_OVER ->
                    throw new SinkClosedException(
                            new IllegalStateException("the draft was not good enough"));
        }
    }

    private void give(Chunk chunk) {
        begin();
        asking.delivery().accept(chunk);
        contentChunks += chunk.hasContent() ? 1 : 0;
    }

    private void begin() {
        if (begun) {
            return;
        }
        if (!asking.first().getAsBoolean()) {
            throw new SinkClosedException(new IllegalStateException("another was faster"));
        }
        begun = true;
        asking.delivery().begin(asking.option());
        heldBack.forEach(asking.delivery()::accept);
    }
}
