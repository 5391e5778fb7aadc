package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.EmbeddingRequest;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {

    private static final EmbeddingRequest TEXTS = EmbeddingRequest.of("r1", "m1", "one", "two");

    private final FaultyUpstream server;

    EmbeddingTest() throws IOException {
        server = new FaultyUpstream();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void sendsAllTextsInOneRequest() throws Exception {
        server.next(it -> it.json(200, answer("[1, 0]", "[0, 1]")));

        embed();

        assertThat(server.asked()).hasSize(1);
        Exchange asked = server.asked().getFirst();
        assertThat(asked.head())
                .startsWith("POST /v1/embeddings ")
                .contains("Bearer " + Fixture.KEY);
        assertThat(new ObjectMapper().readTree(asked.body()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"model": "m1", "encoding_format": "base64",
                                         "input": ["one", "two"]}
                                        """));
    }

    @Test
    void readsNumbers() throws Exception {
        server.next(it -> it.json(200, answer("[0.6, -0.8]", "[1e-3, 1]")));

        Embeddings embeddings = embed();

        assertThat(embeddings.vectors().get(0)).containsExactly(0.6f, -0.8f);
        assertThat(embeddings.vectors().get(1)).containsExactly(0.001f, 1);
        assertThat(embeddings.usage()).isEqualTo(Usage.counted(5, 0));
        assertThat(embeddings.servedModel()).isEqualTo("m1-served");
    }

    /// `AACAPwAAAL8=` is 1 and -0.5, little-endian.
    @Test
    void readsBase64() throws Exception {
        server.next(it -> it.json(200, answer("\"AACAPwAAAL8=\"", "\"AAAAvwAAgD8=\"")));

        Embeddings embeddings = embed();

        assertThat(embeddings.vectors().get(0)).containsExactly(1, -0.5f);
        assertThat(embeddings.vectors().get(1)).containsExactly(-0.5f, 1);
    }

    @Test
    void theIndexSaysWhichTextAVectorIsOf() throws Exception {
        server.next(
                it ->
                        it.json(
                                200,
                                """
                                {"data": [{"index": 1, "embedding": [2]},
                                          {"index": 0, "embedding": [1]}]}
                                """));

        Embeddings embeddings = embed();

        assertThat(embeddings.vectors().get(0)).containsExactly(1);
        assertThat(embeddings.usage())
                .isEqualTo(new Usage(2, 0, 0, 0, Usage.Origin.ESTIMATED)); // 6 characters
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"data\": [{\"embedding\": [1]}]}",
                "{\"data\": [{\"embedding\": [1]}, {\"embedding\": [1, 2]}]}",
                "{\"data\": [{\"embedding\": [1]}, {\"embedding\": [1]}, {\"embedding\": [1]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [1]}, {\"index\": 0, \"embedding\": [1]}]}",
                "{\"data\": [{\"embedding\": []}, {\"embedding\": []}]}",
                "{\"data\": [{\"embedding\": [\"a\"]}, {\"embedding\": [1]}]}",
                "{\"data\": [{\"embedding\": [1e99]}, {\"embedding\": [1]}]}",
                "{\"data\": [{\"embedding\": \"no base64!\"}, {\"embedding\": \"AACAPw==\"}]}"
            })
    void anythingButAVectorPerTextIsBroken(String answer) {
        server.next(it -> it.json(200, answer));

        assertThat(fault().kind()).isEqualTo(FaultKind.BROKEN_STREAM);
    }

    @Test
    void faultsAreThoseOfOtherRequests() {
        server.next(it -> it.json(429, "{}", "Retry-After: 2"))
                .next(it -> it.json(400, "{\"error\": {\"message\": \"maximum context length\"}}"))
                .next(it -> it.json(401, "{}"))
                .next(it -> it.json(501, "{}"))
                .next(Exchange::reset);

        assertThat(fault().retryAfter()).hasValueSatisfying(wait -> assertThat(wait).hasSeconds(2));
        assertThat(fault().kind()).isEqualTo(FaultKind.CONTEXT_EXCEEDED);
        assertThat(fault().kind()).isEqualTo(FaultKind.UNAUTHORIZED);
        assertThat(fault())
                .isEqualTo(
                        Fault.of(FaultKind.UNSUPPORTED, "the server does not do that, status 501"));
        assertThat(fault().kind()).isEqualTo(FaultKind.UNAVAILABLE);
    }

    @Test
    void aModelThatDoesNotEmbedIsNotAsked() {
        try (var backend = Fixture.backend(server)) {
            var thrown =
                    catchThrowableOfType(BackendException.class, () -> backend.embed(TEXTS, "m1"));

            assertThat(thrown.fault().kind()).isEqualTo(FaultKind.UNSUPPORTED);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void anInterruptClosesTheConnection() throws Exception {
        var reached = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        server.next(
                it -> {
                    reached.countDown();
                    it.awaitClientGone();
                    gone.countDown();
                });
        var thrown = new AtomicReference<Throwable>();
        Thread asking = Thread.startVirtualThread(() -> thrown.set(catchThrowable(this::embed)));
        reached.await();

        asking.interrupt();

        assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
        asking.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    private Embeddings embed() throws BackendException, InterruptedException {
        try (var backend = Fixture.backend(server, "abilities", "embeddings")) {
            return backend.embed(TEXTS, "m1");
        }
    }

    private Fault fault() {
        return catchThrowableOfType(BackendException.class, this::embed).fault();
    }

    private static String answer(String first, String second) {
        return """
               {"object": "list", "model": "m1-served",
                "data": [{"object": "embedding", "index": 0, "embedding": %s},
                         {"object": "embedding", "index": 1, "embedding": %s}],
                "usage": {"prompt_tokens": 5, "total_tokens": 5}}
               """
                .formatted(first, second);
    }
}
