package dev.fogline.backend.openai;

import static dev.fogline.backend.openai.Fixture.faultOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How single attempts fail; S01 to S14 are the faults of Failover Bench v0.1.
class FaultTest {

    private final FaultyUpstream server;
    private final RecordingSink sink = new RecordingSink();

    FaultTest() throws IOException {
        server = new FaultyUpstream().always(Exchange::well);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void s01TooManyRequestsIsOverloadedAndKeepsTheWait() {
        server.next(it -> it.json(429, "{}", "Retry-After: 2"));
        Fault fault = fault();
        assertThat(fault.kind()).isEqualTo(FaultKind.OVERLOADED);
        assertThat(fault.retryAfter()).contains(Duration.ofSeconds(2));
    }

    @Test
    void theWaitInMillisecondsWins() {
        server.next(it -> it.json(429, "{}", "Retry-After: 2", "retry-after-ms: 1500"));
        assertThat(fault().retryAfter()).contains(Duration.ofMillis(1500));
    }

    @Test
    void theWaitMayBeADate() {
        server.next(it -> it.json(429, "{}", "Retry-After: Wed, 25 Nov 2026 10:00:07 GMT"));
        assertThat(fault().retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void aDateIsCountedFromTheServersOwnClock() {
        server.next(
                it ->
                        it.json(
                                503,
                                "{}",
                                "Date: Wed, 25 Nov 2026 08:00:00 GMT",
                                "Retry-After: Wed, 25 Nov 2026 08:00:03 GMT"));
        assertThat(fault().retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void s02TooManyRequestsWithoutAWait() {
        server.next(it -> it.json(429, "{}"));
        assertThat(fault().retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 529})
    void s03AndS04ServerErrorsAreUnavailableAndKeepTheWait(int status) {
        server.next(it -> it.whole(status, "text/html", "<h1>secret page</h1>", "Retry-After: 7"));
        Fault fault = fault();
        assertThat(fault.kind()).isEqualTo(FaultKind.UNAVAILABLE);
        assertThat(fault.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(fault.message()).isEqualTo("the server failed with status " + status);
    }

    @Test
    void s05AResetBeforeTheHeadersIsUnavailable() {
        server.always(Exchange::reset);
        assertThat(fault().kind()).isEqualTo(FaultKind.UNAVAILABLE);
    }

    @Test
    void s06SilenceBeforeTheHeadersTimesOutAndClosesTheConnection() throws Exception {
        var gone = new CountDownLatch(1);
        server.next(it -> silent(it, gone));
        assertThat(fault().kind()).isEqualTo(FaultKind.TIMEOUT);
        assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void s07SilenceAfterTheHeadersTimesOut() throws Exception {
        var gone = new CountDownLatch(1);
        server.next(it -> silent(it.stream(), gone));
        assertThat(fault().kind()).isEqualTo(FaultKind.TIMEOUT);
        assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void s08ACloseAfterFortyTokensIsBroken() {
        server.next(it -> it.stream().tokens(40).close());
        assertThat(fault().kind()).isEqualTo(FaultKind.BROKEN_STREAM);
        assertThat(sink.contentChunks()).isEqualTo(40);
    }

    @Test
    void s08AProperlyClosedStreamWithoutAFinishReasonIsBrokenToo() {
        server.next(it -> it.stream().tokens(40).endChunks());
        assertThat(fault().kind()).isEqualTo(FaultKind.BROKEN_STREAM);
    }

    @Test
    void s08SoIsDoneWithoutAFinishReason() {
        server.next(it -> it.stream().tokens(4).event("[DONE]").endChunks());
        assertThat(fault().kind()).isEqualTo(FaultKind.BROKEN_STREAM);
    }

    @Test
    void s09AStallTimesOutAndTheNextCallWorks() throws Exception {
        server.next(it -> it.stream().tokens(20).awaitClientGone());
        try (var backend = Fixture.backend(server, "read-timeout-millis", "300")) {
            assertThat(faultOf(backend, sink).kind()).isEqualTo(FaultKind.TIMEOUT);
            assertThat(sink.contentChunks()).isEqualTo(20);
            backend.generate(Fixture.QUESTION, "m1", new RecordingSink());
        }
    }

    @Test
    void s10AnEventThatIsNotJsonIsBrokenAndTheNextCallWorks() throws Exception {
        server.next(it -> it.stream().tokens(2).event("{oops").awaitClientGone());
        try (var backend = Fixture.backend(server)) {
            assertThat(faultOf(backend, sink).kind()).isEqualTo(FaultKind.BROKEN_STREAM);
            assertThat(sink.text()).isEqualTo("t0 t1 ");
            backend.generate(Fixture.QUESTION, "m1", new RecordingSink());
        }
    }

    @Test
    void s11AStreamWithoutDoneEndsProperlyAndReportsItsUsage() throws Exception {
        server.next(it -> it.stream().tokens(2).finish("stop").usage(7, 2).awaitClientGone());
        try (var backend = Fixture.backend(server)) {
            var answer = backend.generate(Fixture.QUESTION, "m1", sink);
            assertThat(answer.finish()).isEqualTo(FinishReason.STOP);
            assertThat(answer.usage()).isEqualTo(Usage.counted(7, 2));
        }
    }

    @Test
    void s12APromptThatIsTooLongExceedsTheContext() {
        server.next(it -> it.error(400, "context_length_exceeded", "too long"));
        Fault fault = fault();
        assertThat(fault.kind()).isEqualTo(FaultKind.CONTEXT_EXCEEDED);
        assertThat(fault.message()).isEqualTo("too long");
    }

    @Test
    void s13ARefusedTextKeepsTheProvidersReason() {
        server.next(it -> it.error(400, "content_policy_violation", "not this"));
        Fault fault = fault();
        assertThat(fault.kind()).isEqualTo(FaultKind.CONTENT_REFUSED);
        assertThat(fault.message()).isEqualTo("not this");
    }

    @Test
    void s14ARefusedPrefillIsAnInvalidRequest() {
        server.next(it -> it.error(400, "invalid_request", "no prefill here"));
        assertThat(fault()).isEqualTo(Fault.of(FaultKind.INVALID_REQUEST, "no prefill here"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, UNAUTHORIZED",
        "404, UNKNOWN_MODEL",
        "408, TIMEOUT",
        "413, CONTEXT_EXCEEDED",
        "422, INVALID_REQUEST",
        "418, INVALID_REQUEST"
    })
    void classifiesByStatus(int status, FaultKind kind) {
        server.next(it -> it.json(status, "{}"));
        assertThat(fault().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit_exceeded, OVERLOADED", "overloaded_error, OVERLOADED",
        "server_error, UNAVAILABLE", "content_filter, CONTENT_REFUSED",
        "context_length_exceeded, CONTEXT_EXCEEDED", "invalid_request_error, INVALID_REQUEST"
    })
    void classifiesAnErrorInTheStream(String code, FaultKind kind) {
        server.next(
                it ->
                        it.stream()
                                .tokens(1)
                                .event(Exchange.errorJson(code, "why"))
                                .awaitClientGone());
        assertThat(fault().kind()).isEqualTo(kind);
    }

    @Test
    void anErrorInTheStreamMayCarryAStatus() {
        server.next(
                it ->
                        it.stream()
                                .event("{\"error\":{\"code\":429,\"message\":\"slow\"}}")
                                .endChunks());
        assertThat(fault().kind()).isEqualTo(FaultKind.OVERLOADED);
    }

    @Test
    void anEventBeyondTheBoundIsBroken() {
        server.next(it -> it.stream().token("x".repeat(2000)).awaitClientGone());
        try (var backend = Fixture.backend(server, "max-event-bytes", "1024")) {
            assertThat(faultOf(backend).message()).contains("max-event-bytes");
        }
    }

    @Test
    void aFinishReasonNobodyKnowsIsBroken() {
        server.next(it -> it.stream().tokens(1).finish("abort").event("[DONE]").endChunks());
        assertThat(fault().kind()).isEqualTo(FaultKind.BROKEN_STREAM);
    }

    @Test
    void boundsTheProvidersSentence() {
        server.next(it -> it.error(400, "", "y".repeat(5000)));
        assertThat(fault().message()).hasSize(501);
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (var other = new FaultyUpstream()) {
            server.next(
                    it -> it.json(307, "{}", "Location: " + other.url() + "/v1/chat/completions"));
            Fault fault = fault();
            assertThat(fault.kind()).isEqualTo(FaultKind.UNAVAILABLE);
            assertThat(fault.message()).contains("redirect");
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void hidesAKeyThatTheServerRepeats() {
        server.next(it -> it.error(400, "", "bad " + Fixture.KEY));
        assertThat(fault().message()).isEqualTo("bad ***");
    }

    @Test
    void hidesAKeyThatTheStreamRepeats() {
        String event = Exchange.errorJson("invalid_request_error", "bad " + Fixture.KEY);
        server.next(it -> it.stream().event(event).endChunks());
        assertThat(fault().message()).isEqualTo("bad ***");
    }

    @Test
    void aRefusedConnectionIsUnavailableAndDownAtOnce() throws Exception {
        try (var backend = Fixture.backend(server)) {
            assertThat(backend.state("m1").readiness()).isEqualTo(NodeState.Readiness.READY);
            server.close();
            assertThat(faultOf(backend).message()).isEqualTo("the server cannot be reached");
            assertThat(backend.state("m1").readiness()).isEqualTo(NodeState.Readiness.DOWN);
        }
    }

    private Fault fault() {
        try (var backend = Fixture.backend(server, "read-timeout-millis", "300")) {
            return faultOf(backend, sink);
        }
    }

    private static void silent(Exchange exchange, CountDownLatch gone) {
        exchange.awaitClientGone();
        gone.countDown();
    }
}
