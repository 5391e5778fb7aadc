package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import dev.fogline.spi.Backend;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the server sees of a cancel.
class CancelTest {

    private static final int PROMPT_MILLIS = 200;

    private final FaultyUpstream server;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    CancelTest() throws IOException {
        server = new FaultyUpstream();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void anInterruptInTheStreamClosesTheConnectionAtOnce() throws Exception {
        server.next(it -> hold(it.stream().tokens(3)));
        assertThat(interrupted(chunk -> reached.countDown()))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void anInterruptBeforeTheHeadersClosesTheConnectionAtOnce() throws Exception {
        server.next(
                it -> {
                    reached.countDown();
                    hold(it);
                });
        assertThat(interrupted(new RecordingSink())).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aClosedSinkClosesTheConnectionAtOnce() throws Exception {
        server.next(it -> hold(it.stream().tokens(3)));
        try (var backend = Fixture.backend(server)) {
            Throwable thrown =
                    catchThrowable(
                            () -> backend.generate(Fixture.QUESTION, "m1", new RecordingSink(1)));
            assertThat(gone.await(PROMPT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            assertThat(thrown).isInstanceOf(TokenSink.SinkClosedException.class);
        }
    }

    @Test
    void nothingIsSentForAThreadThatIsAlreadyInterrupted() throws Exception {
        try (var backend = Fixture.backend(server)) {
            Thread.currentThread().interrupt();
            assertThat(
                            catchThrowable(
                                    () ->
                                            backend.generate(
                                                    Fixture.QUESTION, "m1", new RecordingSink())))
                    .isInstanceOf(InterruptedException.class);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void closingTheBackendEndsWhatRuns() throws Exception {
        server.next(it -> hold(it.stream().tokens(3)));
        var backend = Fixture.backend(server);
        var thrown = new AtomicReference<Throwable>();
        Thread caller = call(backend, chunk -> reached.countDown(), thrown);
        assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
        backend.close();
        assertThat(gone.await(PROMPT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(BackendException.class);
    }

    private Throwable interrupted(TokenSink sink) throws Exception {
        var thrown = new AtomicReference<Throwable>();
        try (var backend = Fixture.backend(server)) {
            Thread caller = call(backend, sink, thrown);
            assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(gone.await(PROMPT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            caller.join();
        }
        return thrown.get();
    }

    private static Thread call(Backend backend, TokenSink sink, AtomicReference<Throwable> thrown) {
        return Thread.startVirtualThread(
                () ->
                        thrown.set(
                                catchThrowable(
                                        () -> backend.generate(Fixture.QUESTION, "m1", sink))));
    }

    private void hold(Exchange exchange) {
        exchange.awaitClientGone();
        gone.countDown();
    }
}
