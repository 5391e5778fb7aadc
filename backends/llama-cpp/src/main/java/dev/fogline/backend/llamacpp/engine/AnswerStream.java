package dev.fogline.backend.llamacpp.engine;

import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenSink;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The way from whoever generates to the one consumer of a generation.
public final class AnswerStream implements Outlet {

    /// How long a cancelled generation is waited for: a step takes milliseconds, and a hanging one
    /// is nobody's to wait for.
    private static final long CANCEL_PATIENCE_MILLIS = 1000;

    /// Bounded by the generation itself: an event per token, and the ending.
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private final Running running;

    /// @param running what is cancelled when its consumer leaves
    public AnswerStream(Running running) {
        this.running = running;
    }

    /// Passes pieces on until the generation has ended; a generation that hangs apart, it returns
    /// or throws only when nothing of it runs any more.
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

    @Override
    public void put(Event event) {
        events.add(event);
    }

    /// Waiting does not heed interrupts; a pending one stays set.
    private void cancel() {
        running.cancel();
        boolean interrupted = Thread.interrupted();
        for (boolean ended = false; !ended; ) {
            try {
                Event event = events.poll(CANCEL_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                ended = event == null || event instanceof Ending;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
