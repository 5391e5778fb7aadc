package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.router.PolicyBook.Rule;
import dev.fogline.router.PolicyBook.Strength;
import dev.fogline.spi.request.InferenceRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyBookTest {

    private static final Optional<String> NOTHING = Optional.empty();
    private static final PolicyBook BOOK =
            new PolicyBook(
                    "usual",
                    List.of(
                            rule("quick", "fast", Strength.USUAL),
                            rule("vault", "home", Strength.BINDING)),
                    Map.of(
                            "usual",
                            policy("usual"),
                            "fast",
                            policy("fast"),
                            "home",
                            policy("home")));

    @Test
    void theUsualOneDecidesWhereNoRuleFits() {
        assertThat(chosen("auto", NOTHING)).contains("usual");
    }

    @Test
    void theFirstRuleThatFitsDecides() {
        assertThat(chosen("quick", NOTHING)).contains("fast");
    }

    @Test
    void aClientsHeaderComesBeforeARule() {
        assertThat(chosen("quick", Optional.of("home"))).contains("home");
        assertThat(chosen("auto", Optional.of("fast"))).contains("fast");
    }

    @Test
    void aBindingRuleComesBeforeTheHeader() {
        assertThat(chosen("vault", Optional.of("fast"))).contains("home");
    }

    @Test
    void aPolicyThatThereIsNotIsNoPolicy() {
        assertThat(chosen("auto", Optional.of("best"))).isEmpty();
    }

    @Test
    void aRuleMatchesByTenantToo() {
        var book =
                new PolicyBook(
                        "usual",
                        List.of(new Rule(NOTHING, Optional.of("alice"), "home", Strength.USUAL)),
                        BOOK.policies());

        assertThat(book.of(InferenceRequest.chat("q", "auto", "hello"), NOTHING))
                .map(NamedPolicy::name)
                .contains("usual"); // its tenant is `local`
    }

    @Test
    void namesOfRulesAreNamesThatLeaveTheChoice() {
        assertThat(BOOK.aliases()).containsExactlyInAnyOrder("quick", "vault");
    }

    @Test
    void refusesRulesThatLeadNowhere() {
        assertThatThrownBy(() -> new PolicyBook("x", List.of(), Map.of()))
                .hasMessage("there is no policy 'x'");
    }

    private static Optional<String> chosen(String model, Optional<String> header) {
        return BOOK.of(InferenceRequest.chat("q", model, "hello"), header).map(NamedPolicy::name);
    }

    private static Rule rule(String model, String policy, Strength strength) {
        return new Rule(Optional.of(model), NOTHING, policy, strength);
    }

    private static NamedPolicy policy(String name) {
        return new NamedPolicy(
                name,
                Requirements.NONE,
                NamedPolicy.LOOKING_FOR_NOTHING,
                new Objective(name, NamedPolicy.USUAL_PRICE, List.of(), List.of()),
                Conduct.within(Limits.DEFAULT));
    }
}
