package dev.fogline.backend.openai;

import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The events of one streamed answer, read to their end.
///
/// The end is `[DONE]`, or the end of the body after a finish reason, or the usage after a finish
/// reason, or a second of silence after a finish reason, whichever comes first. A body that ends
/// before the finish reason is broken, however properly it was closed.
final class EventStream {

    /// One read takes what is there; Helidon's own chunks are no larger.
    private static final int BUFFER_BYTES = 8192;

    /// For the usage after the finish reason. Servers that send it send it at once; others may keep
    /// the connection open (assumed).
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private static final String DONE = "[DONE]";

    private final Reply reply;
    private final String apiKey;
    private final SseDecoder decoder;

    EventStream(Reply reply, OpenAiSettings settings) {
        this.reply = reply;
        this.apiKey = settings.apiKey();
        this.decoder = new SseDecoder(settings.maxEventBytes());
    }

    Answer into(Progress progress) throws BackendException, InterruptedException {
        byte[] buffer = new byte[BUFFER_BYTES];
        boolean more = true;
        while (more) {
            more = step(buffer, progress);
        }
        return progress.end();
    }

    private boolean step(byte[] buffer, Progress progress)
            throws BackendException, InterruptedException {
        int length = next(buffer, progress);
        var events = length < 0 ? decoder.end() : decoder.feed(buffer, 0, length);
        for (String event : events) {
            if (event.equals(DONE)) {
                return false;
            }
            progress.accept(Json.object(event.getBytes(StandardCharsets.UTF_8)), apiKey);
        }
        if (decoder.overflown()) {
            throw BackendException.of(
                    FaultKind.BROKEN_STREAM, "the server sent an event beyond max-event-bytes");
        }
        if (progress.finished()) {
            reply.hurry(LAST_WAIT);
        }
        return length >= 0 && !progress.complete();
    }

    /// A connection that breaks after the finish reason has already brought the whole text.
    private int next(byte[] buffer, Progress progress)
            throws BackendException, InterruptedException {
        try {
            return reply.read(buffer);
        } catch (WireException failed) {
            if (progress.finished()) {
                return -1;
            }
            throw failed.afterHeaders();
        }
    }
}
