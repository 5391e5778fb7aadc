package dev.fogline.spi.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What the nouns of a request refuse, word for word.
class RequestRecordsTest {

    @Test
    void spreadNeedsItsUpperEndAboveItsMiddle() {
        refused("not a spread: p05 0.0, median 2.0, p95 1.0", () -> new Spread(0, 2, 1));
        refused("not a spread: p05 3.0, median 2.0, p95 4.0", () -> new Spread(3, 2, 4));
        refused("not a spread: p05 -1.0, median 0.0, p95 1.0", () -> new Spread(-1, 0, 1));
        refused("not a spread: p05 0.0, median NaN, p95 1.0", () -> new Spread(0, Double.NaN, 1));
        refused(
                "not a spread: p05 0.0, median 0.0, p95 Infinity",
                () -> new Spread(0, 0, Double.POSITIVE_INFINITY));
    }

    @Test
    void requestNeedsIdModelAndTenant() {
        String message = "id, model and tenant must not be blank";
        refused(message, () -> request(" ", "auto", 1, Duration.ofSeconds(1), "local"));
        refused(message, () -> request("q", "", 1, Duration.ofSeconds(1), "local"));
        refused(message, () -> request("q", "auto", 1, Duration.ofSeconds(1), ""));
    }

    @Test
    void requestNeedsRoomAndTimeForAnAnswer() {
        refused(
                "maxOutputTokens 0 is below 1",
                () -> request("q", "auto", 0, Duration.ofSeconds(1), "local"));
        refused(
                "timeout PT0S is not positive",
                () -> request("q", "auto", 1, Duration.ZERO, "local"));
    }

    @Test
    void inputNeedsText() {
        refused("messages must not be empty", () -> Input.Chat.of(List.of()));
        refused("prompt must not be empty", () -> new Input.Completion(""));
        refused("a tool's name must not be blank", () -> new Tool(" ", "", "{}"));
    }

    @Test
    void featuresCountNothingBelowZero() {
        refused(
                "characters -1, promptTokens 0 or mostOutputTokens 1 below 0",
                () -> features(-1, 0));
        refused(
                "characters 0, promptTokens -1 or mostOutputTokens 1 below 0",
                () -> features(0, -1));
    }

    @Test
    void samplingRefusesWhatOpenAiRefuses() {
        refused("temperature 2.1 is not in [0.0, 2.0]", () -> sampling(2.1, List.of()));
        refused("temperature NaN is not in [0.0, 2.0]", () -> sampling(Double.NaN, List.of()));
        String stops = "stop takes at most 4 texts, none of them empty";
        refused(stops, () -> sampling(1, List.of("a", "b", "c", "d", "e")));
        refused(stops, () -> sampling(1, List.of("")));
        assertThat(sampling(2, List.of("a", "b", "c", "d")).stop()).hasSize(4);
    }

    @Test
    void onlyTemperatureZeroIsGreedy() {
        assertThat(Sampling.GREEDY.greedy()).isTrue();
        assertThat(Sampling.DEFAULT.greedy()).isFalse();
    }

    @Test
    void termsAreASetInAscendingOrder() {
        Terms terms = Terms.of(7, 3, 7, 0);

        assertThat(terms.size()).isEqualTo(3);
        assertThat(List.of(terms.bucket(0), terms.bucket(1), terms.bucket(2)))
                .containsExactly(0, 3, 7);
        assertThat(terms).isEqualTo(Terms.of(0, 3, 7)).hasSameHashCodeAs(Terms.of(0, 3, 7));
        assertThat(terms).isNotEqualTo(Terms.of(0, 3)).hasToString("Terms[3]");
    }

    @Test
    void termsStayInsideTheirBuckets() {
        String message = "a bucket lies outside [0, 262144)";
        refused(message, () -> Terms.of(-1));
        refused(message, () -> Terms.of(1, Terms.BUCKETS));
        assertThat(Terms.of(Terms.BUCKETS - 1).size()).isEqualTo(1);
    }

    private static Sampling sampling(double temperature, List<String> stop) {
        return new Sampling(
                temperature, 1, 0, 0, 0, 0, OptionalLong.empty(), stop, Sampling.NO_PROBABILITIES);
    }

    @Test
    void refusesABlankGrammar() {
        refused("a grammar must not be blank", () -> new OutputFormat.Grammar(" "));
    }

    @Test
    void featuresNameAKindAndABeginningThatExist() {
        refused(
                "kind 64 not in [0, 64) or prefixHash 0 not in [0, 1048576)",
                () -> features(0, 0, Features.KINDS, 0));
        refused(
                "kind 0 not in [0, 64) or prefixHash -1 not in [0, 1048576)",
                () -> features(0, 0, 0, -1));
    }

    @Test
    void aSpreadAfterSomethingKnownIsAsWideAsBefore() {
        assertThat(new Spread(1, 2, 4).after(10)).isEqualTo(new Spread(11, 12, 14));
    }

    @Test
    void spreadHoldsItsEnds() {
        var spread = new Spread(1, 2, 4);

        assertThat(spread.holds(1)).isTrue();
        assertThat(spread.holds(4)).isTrue();
        assertThat(spread.holds(0.9)).isFalse();
        assertThat(spread.holds(4.1)).isFalse();
    }

    private static Features features(int characters, int promptTokens) {
        return features(characters, promptTokens, 0, 0);
    }

    private static Features features(int characters, int promptTokens, int kind, int prefixHash) {
        return new Features(
                characters,
                promptTokens,
                Spread.exactly(1),
                1,
                DataClass.PUBLIC,
                Set.of(),
                kind,
                prefixHash,
                Terms.NONE);
    }

    private static InferenceRequest request(
            String id, String model, int maxOutputTokens, Duration timeout, String tenant) {
        return new InferenceRequest(
                id,
                model,
                new Input.Completion("x"),
                Sampling.GREEDY,
                new OutputFormat.Text(),
                maxOutputTokens,
                timeout,
                tenant,
                DataClass.PUBLIC);
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
