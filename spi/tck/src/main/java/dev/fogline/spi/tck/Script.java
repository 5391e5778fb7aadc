package dev.fogline.spi.tck;

import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// How a [FakeBackend] plays one answer, step by step; after the last step the answer ends
/// properly.
///
/// ```java
/// Script.saying("Hel", "lo")                                          // "Hello"
/// Script.saying("Hel").thenFailing(FaultKind.BROKEN_STREAM, "gone")   // breaks after one chunk
/// Script.saying().thenHanging()                                       // until interrupted
/// ```
///
/// @param steps in order
public record Script(List<Step> steps) {

    public Script {
        steps = List.copyOf(steps);
    }

    /// Chunks of these texts; none for an answer without content.
    public static Script saying(String... texts) {
        return new Script(Stream.of(texts).<Step>map(text -> new Put(Chunk.of(text))).toList());
    }

    /// A fault before any chunk.
    public static Script failing(FaultKind kind, String message) {
        return saying().thenFailing(kind, message);
    }

    /// Puts any chunk.
    public Script then(Chunk chunk) {
        return and(new Put(chunk));
    }

    /// Ends with a declared fault.
    public Script thenFailing(FaultKind kind, String message) {
        return and(new Fail(Fault.of(kind, message)));
    }

    /// Ends with something no backend may throw.
    public Script thenThrowing(RuntimeException undeclared) {
        return and(new Throw(undeclared));
    }

    /// Goes on when the latch opens.
    public Script thenAwaiting(CountDownLatch latch) {
        return and(new Await(latch));
    }

    /// Does nothing more until interrupted.
    public Script thenHanging() {
        return thenAwaiting(new CountDownLatch(1));
    }

    private Script and(Step step) {
        return new Script(Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    /// One thing a backend does.
    public sealed interface Step {}

    /// Puts a chunk into the sink.
    public record Put(Chunk chunk) implements Step {}

    /// Throws a [dev.fogline.spi.answer.BackendException].
    public record Fail(Fault fault) implements Step {}

    /// Throws what is not declared.
    public record Throw(RuntimeException undeclared) implements Step {}

    /// Waits.
    public record Await(CountDownLatch latch) implements Step {}
}
