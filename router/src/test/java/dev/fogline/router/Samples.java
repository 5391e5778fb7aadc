package dev.fogline.router;

import dev.fogline.cost.LearningEstimator;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.router.prices.Listing;
import dev.fogline.router.prices.NameRule;
import dev.fogline.router.prices.PriceCatalogue;
import dev.fogline.router.prices.PriceList;
import dev.fogline.router.prices.Tariff;
import dev.fogline.spi.Assessment;
import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.Backend;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.request.Spread;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records these tests begin with: a free device `edge/small` and a priced cloud `cloud/large`.
final class Samples {

    static final Prices PRICED = new Prices(1_000_000, 2_000_000, "a test");
    static final EnergyProfile ENERGY = new EnergyProfile(10, 0, "assumed");
    static final Estimate ESTIMATE =
            new Estimate(
                    new Spread(50, 100, 200),
                    new Spread(1_000, 2_000, 4_000),
                    new Spread(0.001, 0.002, 0.003),
                    Spread.exactly(100),
                    0.9);

    private Samples() {}

    static LearningEstimator untaught() {
        return LearningEstimator.withQuality(QualityModel.UNKNOWN);
    }

    static BackendSetup setup(String name, Tier tier) {
        return new BackendSetup(
                name,
                FakeProvider.TYPE,
                Map.of(),
                tier,
                new Pricing.Fixed(prices(tier)),
                new OperatingCost.None(),
                ENERGY,
                tier == Tier.DEVICE ? 0.8 : 0.9);
    }

    static Prices prices(Tier tier) {
        return tier == Tier.DEVICE ? Prices.FREE : PRICED;
    }

    /// Its prices never change.
    static Catalog.Place place(BackendSetup setup, Backend backend) {
        return new Catalog.Place(
                setup,
                backend,
                new CurrentPrices(setup.pricing(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
    }

    /// A list `p` of 2026-08-21, version `v1`, stale after 30 days; its model `large` has a price
    /// until a day and another one from it.
    static Pricing.Listed changing(Prices before, LocalDate day, Prices after) {
        var tariff =
                new Tariff(
                        List.of(
                                new Tariff.Phase(new Tariff.When.Always(), before),
                                new Tariff.Phase(new Tariff.When.From(day), after)));
        var listing = new Listing("p", "large", new NameRule.Equals("large"), tariff);
        var list = new PriceList("p", Optional.empty(), List.of(listing), List.of());
        var catalogue = new PriceCatalogue("c", LocalDate.parse("2026-08-21"), "v1", List.of(list));
        return new Pricing.Listed(catalogue, "p", Optional.empty(), 30);
    }

    static Candidate edge() {
        return edge(NodeState.ready(0));
    }

    static Candidate edge(NodeState node) {
        return candidate("edge", "small", Tier.DEVICE, 4_096, node);
    }

    static Candidate cloud() {
        return candidate("cloud", "large", Tier.CLOUD, 128_000, NodeState.ready(0));
    }

    static Candidate candidate(
            String backend, String model, Tier tier, int contextTokens, NodeState node) {
        BackendSetup setup = setup(backend, tier);
        return new Candidate(
                backend,
                new ModelProfile(
                        model,
                        tier,
                        contextTokens,
                        EnumSet.of(Ability.CHAT),
                        prices(tier),
                        ENERGY,
                        setup.qualityPrior()),
                node);
    }

    static Option.Single option(Candidate candidate) {
        return new Option.Single(candidate, ESTIMATE);
    }

    static Decision.Route route(Candidate... order) {
        return new Decision.Route(
                List.of(order).stream().<Option>map(Samples::option).toList(),
                "a-policy",
                "a reason",
                List.of(order).stream()
                        .<Assessment>map(candidate -> new Eligible(candidate, ESTIMATE))
                        .toList(),
                7);
    }

    static InferenceRequest request(String text) {
        return InferenceRequest.chat("q", "auto", text);
    }

    static InferenceRequest classed(InferenceRequest like, DataClass dataClass) {
        return request(like.id(), like.model(), like.input(), like.timeout(), dataClass);
    }

    static InferenceRequest request(
            String id, String model, Input input, Duration timeout, DataClass dataClass) {
        return new InferenceRequest(
                id,
                model,
                input,
                Sampling.GREEDY,
                new OutputFormat.Text(),
                256,
                timeout,
                "local",
                dataClass);
    }

    /// What is journalled of a request that the device answered.
    static DecisionRecord served(InferenceRequest request, double firstTokenMillis) {
        var served =
                new Attempt.Served(
                        option(edge()),
                        new Timings(firstTokenMillis, 10 * firstTokenMillis),
                        new Answer(FinishReason.STOP, Usage.counted(20, 31), "small"));
        return record(request, new Outcome.Completed(served, List.of(served)));
    }

    static DecisionRecord record(InferenceRequest request, Outcome outcome) {
        return new DecisionRecord(
                request.id(),
                1_700_000_000_000L,
                request.model(),
                request.tenant(),
                new Extraction().of(request),
                route(edge()),
                outcome);
    }
}
