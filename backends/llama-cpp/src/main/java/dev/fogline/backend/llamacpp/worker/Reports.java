package dev.fogline.backend.llamacpp.worker;

import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.Event;
import dev.fogline.backend.llamacpp.engine.Load;
import dev.fogline.backend.llamacpp.engine.Profile;
import dev.fogline.backend.llamacpp.worker.FrameIn.Values;
import dev.fogline.backend.llamacpp.worker.FrameOut.Bytes;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenProbability;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The parts of reports as bytes; each `write` stands before the method that reads the same.
final class Reports {

    private Reports() {}

    private enum Kind {
        PIECE,
        FINISHED,
        EMBEDDED,
        FAILED,
        CANCELLED
    }

    static void write(Profile profile, Bytes to) {
        to.number(profile.slotTokens());
        to.number(profile.slots());
        to.number(profile.vocabularySize());
        to.number(profile.loadMillis());
    }

    static Profile profile(Values from) throws IOException {
        return new Profile(from.number(), from.number(), from.number(), from.fraction());
    }

    static void write(Load load, Bytes to) {
        to.number(load.running());
        to.number(load.queued());
        to.number(load.unreadTokens());
        to.number(load.decodeTokensPerSecond());
        to.number(load.kvUse());
        to.number(load.decodeMillis());
        to.number(load.pickMillis());
        to.flag(load.open());
    }

    static Load load(Values from) throws IOException {
        return new Load(
                from.number(),
                from.number(),
                from.number(),
                from.fraction(),
                from.fraction(),
                from.fraction(),
                from.fraction(),
                from.flag());
    }

    static void write(Event event, Bytes to) {
        switch (event) {
            case Event.Piece(Chunk chunk) -> {
                to.choice(Kind.PIECE);
                to.text(chunk.text());
                to.list(chunk.probabilities(), Reports::write);
            }
            case Ending.Finished finished -> {
                to.choice(Kind.FINISHED);
                to.choice(finished.reason());
                to.number(finished.promptTokens());
                to.number(finished.cachedPromptTokens());
                to.number(finished.outputTokens());
            }
            case Ending.Embedded(var vectors, int tokens) -> {
                to.choice(Kind.EMBEDDED);
                to.list(vectors, (vector, bytes) -> bytes.numbers(vector));
                to.number(tokens);
            }
            case Ending.Failed(Fault fault) -> {
                to.choice(Kind.FAILED);
                write(fault, to);
            }
            case Ending.Cancelled cancelled -> to.choice(Kind.CANCELLED);
        }
    }

    /// Engines know neither reasoning nor tool calls: their pieces are text.
    static Event event(Values from) throws IOException {
        return switch (from.choice(Kind.class)) {
            case PIECE ->
                    new Event.Piece(
                            new Chunk(from.text(), "", List.of(), from.list(Reports::probability)));
            case FINISHED ->
                    new Ending.Finished(
                            from.choice(FinishReason.class),
                            from.number(),
                            from.number(),
                            from.number());
            case EMBEDDED -> new Ending.Embedded(from.list(Values::numbers), from.number());
            case FAILED -> new Ending.Failed(fault(from));
            case CANCELLED -> new Ending.Cancelled();
        };
    }

    static void write(Fault fault, Bytes to) {
        to.choice(fault.kind());
        to.text(fault.message());
        to.maybe(fault.retryAfter(), (wait, bytes) -> bytes.number(wait.toNanos()));
    }

    static Fault fault(Values from) throws IOException {
        return new Fault(
                from.choice(FaultKind.class),
                from.text(),
                from.maybe(values -> Duration.ofNanos(values.longNumber())));
    }

    private static void write(TokenProbability token, Bytes to) {
        to.text(token.token());
        to.number(token.logProbability());
        to.list(token.alternatives(), Reports::write);
    }

    private static TokenProbability probability(Values from) throws IOException {
        return new TokenProbability(from.text(), from.fraction(), from.list(Reports::probability));
    }
}
