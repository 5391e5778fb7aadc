package dev.fogline.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.router.Aim;
import dev.fogline.router.Bound;
import dev.fogline.router.Conduct;
import dev.fogline.router.Limits;
import dev.fogline.router.NamedPolicy;
import dev.fogline.router.Objective;
import dev.fogline.router.Plugins;
import dev.fogline.router.PolicyBook;
import dev.fogline.router.Quantity;
import dev.fogline.router.Quota;
import dev.fogline.router.Requirements;
import dev.fogline.router.privacy.Kind;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {

    @TempDir Path nowhere;

    @Test
    void thereAreReadyMadePolicies() {
        PolicyBook book = reader().readyMade();

        assertThat(book.policies())
                .containsOnlyKeys(
                        "edge-only",
                        "cloud-only",
                        "prefer-edge",
                        "prefer-cloud",
                        "cheapest-in-time",
                        "fastest",
                        "best-within-budget",
                        "discreet",
                        "balanced");
        assertThat(book.usual()).isEqualTo("balanced");
        assertThat(book.policies().get("balanced")).isEqualTo(NamedPolicy.balanced(Limits.DEFAULT));
        assertThat(book.policies().get("cheapest-in-time").objective())
                .isEqualTo(
                        new Objective(
                                "cheapest-in-time",
                                new Aim.Extreme(Quantity.USD),
                                List.of(new Bound(Quantity.FIRST_TOKEN_MILLIS, 1000)),
                                List.of()));
        assertThat(book.policies().get("edge-only").requirements().tiers())
                .containsExactly(Tier.DEVICE);
    }

    @Test
    void loadsTheExample() {
        PolicyBook book = reader().read(Path.of("src/main/image/etc/policies.yaml"));

        assertThat(book.aliases()).containsExactlyInAnyOrder("quick", "thorough");
        assertThat(book.policies()).containsKeys("careful", "at-home", "patient");
    }

    @Test
    void readsEverythingAPolicyCanSay() {
        NamedPolicy policy =
                policy(
                        """
                        policies:
                          p:
                            require:
                              data-class: private
                              tiers: [device, cloud]
                              backends: [pool, device/small]
                              context-tokens: 8192
                              abilities: [tools, json]
                              deadline-millis: 1500
                              budget-usd: 0.002
                            least: usd
                            subject-to: {first-token-millis: 800, quality: 0.8}
                            prefer: [cloud, device]
                            conduct:
                              first-token-millis: 900
                              stall-millis: 700
                              on-cut: resume
                              hedge-after-millis: 300
                              hedge-extra-token-share: 0.1
                        """);

        assertThat(policy.requirements())
                .isEqualTo(
                        new Requirements(
                                Optional.of(DataClass.PRIVATE),
                                Set.of(Tier.DEVICE, Tier.CLOUD),
                                Set.of("pool", "device/small"),
                                8192,
                                Set.of(Ability.TOOLS, Ability.JSON),
                                Optional.of(Duration.ofMillis(1500)),
                                OptionalDouble.of(0.002)));
        assertThat(policy.objective())
                .isEqualTo(
                        new Objective(
                                "p",
                                new Aim.Extreme(Quantity.USD),
                                List.of(
                                        new Bound(Quantity.FIRST_TOKEN_MILLIS, 800),
                                        new Bound(Quantity.QUALITY, 0.8)),
                                List.of(Tier.CLOUD, Tier.DEVICE)));
        assertThat(policy.conduct())
                .isEqualTo(
                        new Conduct(
                                Duration.ofMillis(900),
                                Duration.ofMillis(700),
                                Conduct.OnCut.RESUME,
                                Optional.of(new Conduct.Hedge(Duration.ofMillis(300), 0.1))));
    }

    @Test
    void whatAPolicyLeavesOutItHasFromTheOneItIsLike() {
        NamedPolicy policy =
                policy(
                        """
                        policies:
                          first: {like: cheapest-in-time, subject-to: {quality: 0.5}}
                          p: {like: first, subject-to: {first-token-millis: 200}}
                        """);

        assertThat(((Objective) policy.objective()).bounds())
                .containsExactly(
                        new Bound(Quantity.FIRST_TOKEN_MILLIS, 200),
                        new Bound(Quantity.QUALITY, 0.5));
        assertThat(((Objective) policy.objective()).aim()).isEqualTo(new Aim.Extreme(Quantity.USD));
    }

    @Test
    void whatMakesARequestPrivateIsNamedByKind() {
        assertThat(policy("policies: {p: {detect: [email, name]}}").detector().kinds())
                .containsExactlyInAnyOrder(Kind.EMAIL, Kind.NAME);
        assertThat(policy("policies: {p: {detect: structured}}").detector().kinds())
                .isEqualTo(Kind.structured());
    }

    @Test
    void aQuotaIsAShareOrMoney() {
        assertThat(policy("policies: {p: {cloud-share: 0.3}}").quota())
                .contains(new Quota.CloudShare(0.3));
        assertThat(policy("policies: {p: {usd-per-request: 0.0002}}").quota())
                .contains(new Quota.CloudUsd(0.0002));
        assertThat(policy("policies: {q: {cloud-share: 0.3}, p: {like: q}}").quota())
                .contains(new Quota.CloudShare(0.3));
        assertThat(policy("policies: {p: {}}").quota()).isEmpty();
    }

    @Test
    void offlineMeansThisDevice() {
        assertThat(policy("policies: {p: {require: {offline: true}}}").requirements().tiers())
                .containsExactly(Tier.DEVICE);
    }

    @Test
    void aPluginsPolicyHasItsOwnSettings() {
        NamedPolicy policy =
                policy("policies: {p: {type: balanced, settings: {usd-per-second: 0.5}}}");

        assertThat(((Objective) policy.objective()).aim()).isEqualTo(new Aim.Price(0.5, 0.01, 0.3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default: fastst | line 1: default: there is no policy 'fastst'; did you mean 'fastest'?",
                "default: \"fast\\nst\" | line 1: default: there is no policy 'fast st'; did you mean 'fastest'?",
                "policies: {fastest: {}} | line 1: fastest: is ready-made; name yours otherwise, with `like: fastest`",
                "policies: {p: {like: q}} | line 1: like: there is no policy 'q' above; there are balanced, best-within-budget, cheapest-in-time, cloud-only, discreet, edge-only, fastest, prefer-cloud, prefer-edge",
                "policies: {p: {lest: usd}} | line 1: unknown key 'lest'; did you mean 'least'?",
                "policies: {p: {least: euros}} | line 1: least: 'euros' is none of price, usd, first-token-millis, first-token-millis-p95, total-millis, total-millis-p95, joules, quality",
                "policies: {p: {most: usd}} | line 1: most: takes quality, more of the rest is worse",
                "policies: {p: {least: usd, most: quality}} | line 1: most: a policy has one aim, and `least` is another",
                "policies: {p: {cloud-share: 0.1, usd-per-request: 1}} | line 1: usd-per-request: a policy has one quota, and `cloud-share` is another",
                "policies: {p: {cloud-share: 1}} | line 1: cloud-share: '1' is not a number from 2.2250738585072014E-308 to 0.9999999999999999",
                "policies: {p: {subject-to: {quality: 1.5}}} | line 1: quality: '1.5' is not a number from 2.2250738585072014E-308 to 1.0",
                "policies: {p: {require: {tiers: [moon]}}} | line 1: tiers: 'moon' is none of device, cloud",
                "policies: {p: {require: {offline: perhaps}}} | line 1: offline: 'perhaps' is neither true nor false",
                "policies: {p: {detect: [mail]}} | line 1: detect: 'mail' is none of structured, secret, email, iban, card, social-security, ip-address, crypto-wallet, phone, postal-address, name",
                "policies: {p: {conduct: {on-cut: cry}}} | line 1: on-cut: 'cry' is none of fail, resume",
                "policies: {p: {type: chance}} | line 1: type: there is no policy of type 'chance'; there are balanced",
                "rules: [{model: m}] | line 1: the key 'policy' is missing",
                "rules: [{policy: fastest}] | line 1: policy: a rule has a model or a tenant; for everything else set `default`",
            })
    void refusesByLineAndReason(String yaml, String message) {
        assertThatThrownBy(() -> reader().read("p.yaml", yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessage("p.yaml, " + message);
    }

    private NamedPolicy policy(String yaml) {
        return reader().read("p.yaml", yaml).policies().get("p");
    }

    private PolicyFile reader() {
        return new PolicyFile(Map.of(), Plugins.load(nowhere), Limits.DEFAULT);
    }
}
