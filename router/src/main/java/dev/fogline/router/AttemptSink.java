package dev.fogline.router;

import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.TokenSink;
import java.util.ArrayList;
import java.util.List;

/// Between a backend and the client during one attempt: holds back what is no content until the
/// first content, so that an early failure can still be repaired in silence, and notes the time.
final class AttemptSink implements TokenSink {

    /// Chunks without content that may precede the first one with content; more are dropped.
    private static final int MAX_HELD = 64;

    private final Asking asking;
    private final Watch watch;
    private final Ticker ticker;
    private final long startNanos;
    private final List<Chunk> heldBack = new ArrayList<>();
    private long firstTokenNanos;
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
        if (!begun && !chunk.hasContent()) {
            if (heldBack.size() < MAX_HELD) {
                heldBack.add(chunk);
            }
            return;
        }
        watch.hold();
        begin();
        asking.delivery().accept(chunk);
        contentChunks += chunk.hasContent() ? 1 : 0;
        watch.release();
    }

    /// The backend is done; an answer without content begins now.
    void end() {
        begin();
    }

    /// How many pieces with content the client was given.
    int contentChunks() {
        return contentChunks;
    }

    Timings timings(long endNanos) {
        long first = contentChunks > 0 ? firstTokenNanos : endNanos;
        return new Timings((first - startNanos) / 1e6, (endNanos - startNanos) / 1e6);
    }

    private void begin() {
        if (begun) {
            return;
        }
        if (!asking.first().getAsBoolean()) {
            throw new SinkClosedException(new IllegalStateException("another was faster"));
        }
        begun = true;
        firstTokenNanos = ticker.nanos();
        asking.delivery().begin(asking.option());
        heldBack.forEach(asking.delivery()::accept);
    }
}
