package dev.fogline.router;

import static dev.fogline.router.Samples.cloud;
import static dev.fogline.router.Samples.edge;
import static dev.fogline.router.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Objection;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequirementsTest {

    private static final InferenceRequest HELLO = request("hello");

    @Test
    void nothingSpeaksAgainstAnybody() {
        assertThat(objection(Requirements.NONE, edge())).isEmpty();
    }

    @Test
    void tiersRuleOut() {
        Requirements home = tiers(Tier.DEVICE);

        assertThat(objection(home, edge())).isEmpty();
        assertThat(objection(home, cloud())).contains("the policy p asks nobody of the tier cloud");
    }

    @Test
    void backendsAreNamedAloneOrWithTheirModel() {
        assertThat(objection(backends("edge"), edge())).isEmpty();
        assertThat(objection(backends("edge/small"), edge())).isEmpty();
        assertThat(objection(backends("edge/large"), edge()))
                .contains("the policy p does not list it among its backends");
    }

    @Test
    void aContextAndAbilitiesAreInsistedOn() {
        var wanting =
                new Requirements(
                        Optional.empty(),
                        Set.of(),
                        Set.of(),
                        1_000_000,
                        Set.of(Ability.TOOLS),
                        Optional.empty(),
                        OptionalDouble.empty());

        assertThat(objection(wanting, edge()).orElseThrow())
                .startsWith("the policy p wants a context of 1000000 tokens, it holds ");
    }

    @Test
    void aDeadlineShortensAndNeverLengthens() {
        assertThat(deadline(Duration.ofMillis(5)).applied(HELLO, DataClass.PUBLIC).timeout())
                .isEqualTo(Duration.ofMillis(5));
        assertThat(deadline(Duration.ofDays(1)).applied(HELLO, DataClass.PUBLIC).timeout())
                .isEqualTo(HELLO.timeout());
    }

    private static Optional<String> objection(Requirements wanted, Candidate candidate) {
        return wanted.constraint("p")
                .objection(HELLO, new Extraction().of(HELLO), candidate, 0)
                .map(Objection::reason);
    }

    private static Requirements tiers(Tier tier) {
        return new Requirements(
                Optional.empty(),
                Set.of(tier),
                Set.of(),
                0,
                Set.of(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    private static Requirements backends(String name) {
        return new Requirements(
                Optional.empty(),
                Set.of(),
                Set.of(name),
                0,
                Set.of(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    private static Requirements deadline(Duration most) {
        return new Requirements(
                Optional.empty(),
                Set.of(),
                Set.of(),
                0,
                Set.of(),
                Optional.of(most),
                OptionalDouble.empty());
    }
}
