package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Sampling;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

    private static final InferenceRequest HELLO = InferenceRequest.chat("q", "auto", "hello");
    private static final NamedPolicy BALANCED = NamedPolicy.balanced(Limits.DEFAULT);
    private static final KeptAnswer ANSWER = answer("hi");

    private final HandTicker ticker = new HandTicker();
    private final AnswerCache cache =
            new AnswerCache(new CacheSetup(8_000, Duration.ofSeconds(10)), ticker);

    @Test
    void givesAnAnswerAgainToAnEqualRequest() {
        cache.keep(key(HELLO), ANSWER);

        assertThat(cache.find(key(InferenceRequest.chat("other", "auto", "hello"))))
                .contains(ANSWER);
    }

    @Test
    void anotherTextModelOrPolicyIsAnotherRequest() {
        cache.keep(key(HELLO), ANSWER);

        assertThat(cache.find(key(InferenceRequest.chat("q", "auto", "hello!")))).isEmpty();
        assertThat(cache.find(key(InferenceRequest.chat("q", "small", "hello")))).isEmpty();
        assertThat(cache.find(CacheKey.of(HELLO, policy("fastest")).orElseThrow())).isEmpty();
    }

    @Test
    void anAnswerGrowsTooOld() {
        cache.keep(key(HELLO), ANSWER);
        ticker.advance(Duration.ofSeconds(10).minusNanos(1));
        assertThat(cache.find(key(HELLO))).isPresent();

        ticker.advance(Duration.ofNanos(1));

        assertThat(cache.find(key(HELLO))).isEmpty();
    }

    @Test
    void anAnswerBeyondAnEighthIsNotKept() {
        // 96 + 2 * 446 characters, and 2 * 5 of the question, are 998; an eighth is 1,000
        cache.keep(key(HELLO), answer("a".repeat(446)));
        assertThat(cache.find(key(HELLO))).isPresent();

        InferenceRequest longer = InferenceRequest.chat("q", "auto", "hello!!");
        cache.keep(key(longer), answer("a".repeat(446)));

        assertThat(cache.find(key(longer))).isEmpty(); // 1,002
    }

    @Test
    void theOldestGoWhereTheyWouldTakeTooMuch() {
        for (int i = 0; i < 100; i++) {
            cache.keep(
                    key(InferenceRequest.chat("q", "auto", "hello" + i)), answer("a".repeat(400)));
        }

        long kept =
                IntStream.range(0, 100)
                        .filter(
                                i ->
                                        cache.find(
                                                        key(
                                                                InferenceRequest.chat(
                                                                        "q", "auto", "hello" + i)))
                                                .isPresent())
                        .count();
        assertThat(kept).isBetween(1L, 8L); // about 910 bytes each
    }

    @Test
    void keepsNothingWhereNothingIsConfigured() {
        var none = new AnswerCache(CacheSetup.NONE, ticker);

        none.keep(key(HELLO), ANSWER);

        assertThat(none.keeps()).isFalse();
        assertThat(none.find(key(HELLO))).isEmpty();
    }

    @Test
    void aPrivateRequestHasNoKey() {
        assertThat(CacheKey.of(Samples.classed(HELLO, DataClass.PRIVATE), BALANCED)).isEmpty();
    }

    @Test
    void whatIsLeftToChanceHasNoKey() {
        assertThat(CacheKey.of(sampled(OptionalLong.empty()), BALANCED)).isEmpty();
        assertThat(CacheKey.of(sampled(OptionalLong.of(7)), BALANCED)).isPresent();
    }

    private static InferenceRequest sampled(OptionalLong seed) {
        return new InferenceRequest(
                HELLO.id(),
                HELLO.model(),
                HELLO.input(),
                new Sampling(1, 1, 0, 0, 0, 0, seed, List.of(), Sampling.NO_PROBABILITIES),
                HELLO.format(),
                HELLO.maxOutputTokens(),
                HELLO.timeout(),
                HELLO.tenant(),
                DataClass.PUBLIC);
    }

    private static NamedPolicy policy(String name) {
        return new NamedPolicy(
                name,
                BALANCED.requirements(),
                BALANCED.detector(),
                BALANCED.objective(),
                BALANCED.conduct());
    }

    private static CacheKey key(InferenceRequest request) {
        return CacheKey.of(request, BALANCED).orElseThrow();
    }

    private static KeptAnswer answer(String text) {
        return new KeptAnswer(
                Samples.option(Samples.edge()),
                List.of(Chunk.of(text)),
                new Answer(FinishReason.STOP, Usage.counted(1, 1), "small"),
                0);
    }
}
