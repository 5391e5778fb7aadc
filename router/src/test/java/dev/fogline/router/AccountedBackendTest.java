package dev.fogline.router;

import static dev.fogline.router.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.router.LedgerReport.Sums;
import dev.fogline.router.ledger.Ledger;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.tck.FakeBackend;
import dev.fogline.spi.tck.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A cloud at 1000 nano-dollars a prompt token and 2000 a generated one.
@Timeout(10)
class AccountedBackendTest {

    /// Three tokens by their characters.
    private static final String PROMPT = "hello world";

    @TempDir private Path data;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-25T22:00:00Z"));
    private final InstantSource clock = now::get;
    private final HandTicker ticker = new HandTicker();
    private final FakeBackend fake = new FakeBackend("large");
    private Ledger ledger;
    private AccountedBackend backend;

    @BeforeEach
    void open() {
        ledger = Ledger.open(data, false, 10, clock, "r");
        backend = accounted(Budgets.NONE);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void chargesWhatTheBackendCounted() throws Exception {
        var usage = generate(chunk -> ticker.advance(Duration.ofMillis(500))).usage();

        assertThat(sums().attempts()).isEqualTo(1);
        assertThat(sums().promptTokens()).isEqualTo(usage.promptTokens());
        assertThat(sums().outputTokens()).isEqualTo(3);
        assertThat(sums().nanoUsd()).isEqualTo(1_000L * usage.promptTokens() + 2_000 * 3);
        assertThat(sums().estimated()).isZero();
        assertThat(sums().joules()).isEqualTo(15); // ten watts for three chunks of half a second
    }

    @Test
    void anAttemptPaysThePricesOfTheMomentItBegins() throws Exception {
        Pricing changing =
                Samples.changing(
                        Samples.PRICED,
                        LocalDate.parse("2026-11-26"),
                        new Prices(5_000_000, 7_000_000, "a test"));
        backend = accounted(changing, Budgets.NONE);
        now.set(Instant.parse("2026-11-25T23:59:59.999Z"));
        int prompt =
                generate(chunk -> now.set(Instant.parse("2026-11-26T00:00:01Z")))
                        .usage()
                        .promptTokens();
        long before = 1_000L * prompt + 2_000 * 3;
        assertThat(sums().nanoUsd()).isEqualTo(before);

        generate(chunk -> {});
        assertThat(sums().nanoUsd()).isEqualTo(before + 5_000L * prompt + 7_000 * 3);
    }

    @Test
    void chargesWhatCameOutOfAnAttemptThatBroke() {
        fake.play(Script.saying("one", "two").thenFailing(FaultKind.BROKEN_STREAM, "gone"));

        assertThatThrownBy(() -> generate(chunk -> {})).isInstanceOf(BackendException.class);

        assertThat(sums().failed()).isEqualTo(1);
        assertThat(sums().estimated()).isEqualTo(1);
        assertThat(sums().promptTokens()).isEqualTo(3);
        assertThat(sums().outputTokens()).isEqualTo(2);
        assertThat(sums().nanoUsd()).isEqualTo(7_000);
    }

    @Test
    void chargesNothingWhereTheBackendRefused() {
        fake.play(Script.failing(FaultKind.OVERLOADED, "busy"));

        assertThatThrownBy(() -> generate(chunk -> {})).isInstanceOf(BackendException.class);

        assertThat(sums().failed()).isEqualTo(1);
        assertThat(sums().nanoUsd()).isZero();
        assertThat(sums().promptTokens()).isZero();
    }

    @Test
    void chargesTheTokenThatAClientLeftOver() {
        var gone = new SinkClosedException(new IllegalStateException("gone"));

        assertThatThrownBy(
                        () ->
                                generate(
                                        chunk -> {
                                            throw gone;
                                        }))
                .isSameAs(gone);

        assertThat(sums().cancelled()).isEqualTo(1);
        assertThat(sums().outputTokens()).isEqualTo(1);
    }

    @Test
    void chargesAnAttemptThatWasInterrupted() throws InterruptedException {
        fake.play(Script.saying("one").thenHanging());
        Thread asking =
                Thread.startVirtualThread(
                        () ->
                                assertThatThrownBy(
                                                () ->
                                                        generate(
                                                                chunk ->
                                                                        Thread.currentThread()
                                                                                .interrupt()))
                                        .isInstanceOf(InterruptedException.class));
        asking.join();

        assertThat(sums().cancelled()).isEqualTo(1);
        assertThat(sums().outputTokens()).isEqualTo(1);
    }

    @Test
    void chargesWhatThrewUndeclared() {
        fake.play(Script.saying("one").thenThrowing(new IllegalStateException("bug")));

        assertThatThrownBy(() -> generate(chunk -> {})).isInstanceOf(IllegalStateException.class);

        assertThat(sums().failed()).isEqualTo(1);
        assertThat(sums().outputTokens()).isEqualTo(1);
    }

    @Test
    void estimatesTheLargerOfPiecesAndCharacters() {
        var seen = new SeenTokens(chunk -> {});
        seen.accept(Chunk.of("a"));
        seen.accept(Chunk.of(""));
        seen.accept(new Chunk("b", "", List.of(), probabilities(4)));
        assertThat(seen.usage(7).outputTokens()).isEqualTo(5);

        seen.accept(Chunk.of("x".repeat(39)));
        assertThat(seen.usage(7).outputTokens()).isEqualTo(11); // 41 characters
        assertThat(seen.usage(7).promptTokens()).isEqualTo(7);
    }

    @Test
    void asksNobodyOnceTheBudgetWasSpentAfterTheDecision() {
        backend = accounted(new Budgets(Map.of("local", 0L)));

        assertThatThrownBy(() -> generate(chunk -> {}))
                .isInstanceOfSatisfying(
                        BackendException.class,
                        refused -> {
                            assertThat(refused.fault().kind()).isEqualTo(FaultKind.BUDGET_SPENT);
                            assertThat(refused.fault().retryAfter()).hasValue(Duration.ofHours(2));
                        });
        assertThat(fake.asked()).isEmpty();
        assertThat(sums().attempts()).isZero();
    }

    @Test
    void asksNobodyWhereTheAttemptCannotBeWrittenDown() {
        ledger.close();

        assertThatThrownBy(() -> generate(chunk -> {}))
                .isInstanceOfSatisfying(
                        BackendException.class,
                        refused ->
                                assertThat(refused.fault().kind())
                                        .isEqualTo(FaultKind.UNAVAILABLE));
        assertThat(fake.asked()).isEmpty();
    }

    /// The three tokens that are expected have a price, the ten that are counted are beyond any.
    @Test
    void whatCannotBeSettledIsSettledOnceAndSaysWhy() {
        var steep = new Prices(Long.MAX_VALUE / 5, 0, "a test");
        backend = accounted(new Pricing.Fixed(steep), Budgets.NONE);

        assertThatThrownBy(() -> generate(chunk -> {})).isInstanceOf(ArithmeticException.class);

        assertThat(report().openAttempts()).isEqualTo(1);
    }

    /// As is an embedding.
    @Test
    void vectorsThatCannotBeSettledAreSettledOnceToo() {
        backend =
                accounted(
                        new Pricing.Fixed(new Prices(Long.MAX_VALUE / 5, 0, "a test")),
                        Budgets.NONE);
        var request =
                new EmbeddingRequest(
                        "q",
                        "large",
                        List.of(PROMPT),
                        Duration.ofSeconds(9),
                        "local",
                        DataClass.PUBLIC);

        assertThatThrownBy(() -> backend.embed(request, "large"))
                .isInstanceOf(ArithmeticException.class);

        assertThat(report().openAttempts()).isEqualTo(1);
    }

    /// The answer that is expected has a price, the 500 tokens that came before it broke have none.
    @Test
    void whyAnAttemptFailedComesBeforeALedgerThatDoes() {
        backend =
                accounted(
                        new Pricing.Fixed(new Prices(0, Long.MAX_VALUE / 300, "a test")),
                        Budgets.NONE);
        fake.play(Script.saying("x".repeat(2_000)).thenFailing(FaultKind.BROKEN_STREAM, "gone"));

        assertThatThrownBy(() -> generate(chunk -> {}))
                .isInstanceOf(BackendException.class)
                .satisfies(
                        thrown ->
                                assertThat(thrown.getSuppressed())
                                        .hasOnlyElementsOfType(ArithmeticException.class)
                                        .hasSize(1));
    }

    private static List<TokenProbability> probabilities(int tokens) {
        return Collections.nCopies(tokens, new TokenProbability("b", -1, List.of()));
    }

    private Answer generate(TokenSink sink) throws BackendException, InterruptedException {
        return backend.generate(request(PROMPT), "large", sink);
    }

    private AccountedBackend accounted(Budgets budgets) {
        return accounted(new Pricing.Fixed(Samples.PRICED), budgets);
    }

    private AccountedBackend accounted(Pricing pricing, Budgets budgets) {
        return new AccountedBackend(
                Samples.setup("cloud", Tier.CLOUD),
                fake,
                new CurrentPrices(pricing, clock),
                new Till(ledger, budgets::of, clock),
                new Metering(),
                ticker,
                new SharedTime());
    }

    private Sums sums() {
        return report().total();
    }

    private LedgerReport report() {
        return LedgerReport.read(data, List.of(), LocalDate.MIN, LocalDate.MAX);
    }
}
