package dev.fogline.backend.llamacpp.engine;

import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenSink;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The way from the decode thread to the one consumer of a generation.
public final class AnswerStream {

    /// Bounded by the generation itself: an event per token, and the ending.
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private final Runnable onCancel;
    private volatile boolean cancelled;

    /// @param onCancel told once, on the consumer's thread
    AnswerStream(Runnable onCancel) {
        this.onCancel = onCancel;
    }

    /// Passes pieces on until the generation has ended; returns or throws only when nothing of it
    /// runs any more.
    ///
    /// @throws InterruptedException if the calling thread is interrupted
    /// @throws RuntimeException whatever the sink throws
    public Ending drainTo(TokenSink sink) throws InterruptedException {
        boolean ended = false;
        try {
            while (true) {
                switch (events.take()) {
                    case Event.Piece(Chunk chunk) -> sink.accept(chunk);
                    case Ending ending -> {
                        ended = true;
                        return ending;
                    }
                }
            }
        } finally {
            if (!ended) {
                cancel();
            }
        }
    }

    boolean cancelled() {
        return cancelled;
    }

    void put(Event event) {
        events.add(event);
    }

    /// Takes a step of the decode thread at most, so waiting does not heed interrupts; a pending
    /// one stays set.
    private void cancel() {
        cancelled = true;
        onCancel.run();
        boolean interrupted = Thread.interrupted();
        for (boolean ended = false; !ended; ) {
            try {
                ended = events.take() instanceof Ending;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
