package dev.fogline.backend.openai;

import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.util.List;

/// The events of one streamed answer, read to their end.
///
/// The end is `[DONE]`, or the end of the body after a finish reason, or the usage after a finish
/// reason, or a second of silence after a finish reason, whichever comes first. A body that ends
/// before the finish reason is broken, however properly it was closed.
final class EventStream {

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
        boolean more = true;
        while (more) {
            more = step(progress);
        }
        return progress.end();
    }

    private boolean step(Progress progress) throws BackendException, InterruptedException {
        int length = next(progress);
        for (String event : events(length)) {
            if (event.equals(DONE)) {
                reply.done();
                return false;
            }
            progress.accept(Json.object(event), apiKey);
        }
        if (decoder.overflown()) {
            throw BackendException.of(
                    FaultKind.BROKEN_STREAM, "the server sent an event beyond max-event-bytes");
        }
        if (progress.finished()) {
            reply.hurry(LAST_WAIT);
        }
        if (progress.complete()) {
            reply.done();
        }
        return length >= 0 && !progress.complete();
    }

    private List<String> events(int length) {
        if (length < 0) {
            return decoder.end();
        }
        List<String> events = decoder.feed(reply.buffer(), reply.at(), length);
        reply.taken(length);
        return events;
    }

    /// A connection that breaks after the finish reason has already brought the whole text.
    private int next(Progress progress) throws BackendException, InterruptedException {
        try {
            return reply.ready();
        } catch (WireException failed) {
            if (progress.finished()) {
                return -1;
            }
            throw failed.afterHeaders();
        }
    }
}
