package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the backend knows of its server, and what the server sees of the backend.
class StandingTest {

    private final FaultyUpstream server;

    StandingTest() throws IOException {
        server = new FaultyUpstream().always(Exchange::well);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void knowsWhatIsListedAndHowFarAwayItIs() {
        server.listing(
                it ->
                        it.json(
                                200,
                                "{\"data\":[{\"id\":\"a\",\"max_model_len\":4096},{\"id\":\"b\","
                                        + "\"context_length\":100},{\"id\":\"c\"}]}"));
        try (var backend = Fixture.backend(server, "context-tokens", "777")) {
            assertThat(backend.models())
                    .extracting(ServedModel::name, ServedModel::contextTokens)
                    .containsExactly(tuple("a", 4096), tuple("b", 100), tuple("c", 777));
            assertThat(backend.state("a").rttMillis()).isPositive();
        }
    }

    @Test
    void configuredModelsStandWhereThereIsNoList() {
        server.listing(it -> it.json(404, "{}"));
        try (var backend = Fixture.backend(server, "models", "x, y")) {
            assertThat(backend.models()).extracting(ServedModel::name).containsExactly("x", "y");
            assertThat(backend.state("y").readiness()).isEqualTo(Readiness.READY);
        }
    }

    @Test
    void aProbeThatFailsIsNoExceptionAndAnAnswerBringsItBack() throws Exception {
        server.listing(it -> it.json(503, "{}"));
        try (var backend = Fixture.backend(server, "models", "m1")) {
            assertThat(backend.state("m1").readiness()).isEqualTo(Readiness.DOWN);
            backend.generate(Fixture.QUESTION, "m1", new RecordingSink());
            assertThat(backend.state("m1").readiness()).isEqualTo(Readiness.READY);
        }
    }

    @Test
    void aServerThatHasListedNothingIsUnavailable() {
        server.listing(it -> it.json(503, "{}"));
        try (var backend = Fixture.backend(server)) {
            assertThat(Fixture.faultOf(backend).kind()).isEqualTo(FaultKind.UNAVAILABLE);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void probesAgainAndAgain() throws Exception {
        var probes = new CountDownLatch(3);
        server.listing(
                it -> {
                    probes.countDown();
                    it.json(200, FaultyUpstream.LISTING);
                });
        try (var _ = Fixture.backend(server, "probe-interval-millis", "10")) {
            assertThat(probes.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void countsWhatRuns() throws Exception {
        var running = new AtomicInteger();
        try (var backend = Fixture.backend(server)) {
            backend.generate(
                    Fixture.QUESTION, "m1", chunk -> running.set(backend.state("m1").running()));
            assertThat(running).hasValue(1);
            assertThat(backend.state("m1").running()).isZero();
        }
    }

    @Test
    void aPromptIsUnreadUntilItsAnswerBegins() throws Exception {
        var atServer = new AtomicInteger();
        var atAnswer = new AtomicInteger(-1);
        try (var backend = Fixture.backend(server)) {
            server.always(
                    it -> {
                        atServer.set(backend.state("m1").unreadTokens());
                        Exchange.well(it);
                    });
            backend.generate(
                    Fixture.QUESTION,
                    "m1",
                    chunk -> atAnswer.set(backend.state("m1").unreadTokens()));
        }
        int characters = Fixture.QUESTION.input().texts().stream().mapToInt(String::length).sum();
        assertThat(atServer).hasValue(Math.ceilDiv(characters, 4));
        assertThat(atAnswer).hasValue(0);
    }

    @Test
    void aClosedBackendIsUnavailable() {
        var backend = Fixture.backend(server);
        backend.close();
        assertThat(Fixture.faultOf(backend).kind()).isEqualTo(FaultKind.UNAVAILABLE);
    }

    @Test
    void sendsTheKeyAsABearerTokenAndNowhereElse() throws Exception {
        try (var backend = Fixture.backend(server)) {
            backend.generate(Fixture.QUESTION, "m1", new RecordingSink());
        }
        assertThat(server.received())
                .hasSize(2)
                .allSatisfy(
                        it -> {
                            assertThat(it.head()).containsOnlyOnce(Fixture.KEY);
                            assertThat(it.head())
                                    .containsIgnoringCase(
                                            "authorization: Bearer " + Fixture.KEY + "\r\n");
                            assertThat(it.body()).doesNotContain(Fixture.KEY);
                        });
        assertThat(server.asked().getFirst().head())
                .startsWith("POST /v1/chat/completions HTTP/1.1");
    }

    @Test
    void sendsACompletionToItsOwnPath() throws Exception {
        var request =
                new InferenceRequest(
                        "r1",
                        "auto",
                        new Input.Completion("Once"),
                        Sampling.DEFAULT,
                        new OutputFormat.Text(),
                        5,
                        Duration.ofMinutes(1),
                        "local",
                        DataClass.PUBLIC);
        try (var backend = Fixture.backend(server)) {
            backend.generate(request, "m1", new RecordingSink());
        }
        assertThat(server.asked().getFirst().head()).startsWith("POST /v1/completions HTTP/1.1");
    }
}
