package dev.fogline.router;

import static dev.fogline.router.Samples.option;

import dev.fogline.spi.Assessment;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.CascadeRule;
import dev.fogline.spi.Decision;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.FakeBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Scripted backends `b0/m0`, `b1/m1` and so on, tried in this order, and a client that records.
final class Stage implements AutoCloseable {

    static final Duration LONG = Duration.ofHours(1);

    final List<FakeBackend> backends;
    final HandTicker ticker = new HandTicker();
    final RecordingClient client = new RecordingClient();
    private final Performer performer;

    Stage(FakeBackend... backends) {
        this.backends = List.of(backends);
        var breakers = new Breakers(ticker);
        var places = new ArrayList<Catalog.Place>();
        for (FakeBackend backend : backends) {
            var setup = Samples.setup("b" + places.size(), Tier.CLOUD);
            places.add(Samples.place(setup, backend));
        }
        var catalog = new Catalog(places, breakers, new Metering(), ticker);
        var limits = new Limits(LONG, LONG, 4, 1, 1, 1);
        var attempts = new Attempts(catalog, breakers, ticker);
        performer =
                new Performer(
                        Optional.empty(),
                        Seating.NONE,
                        attempts,
                        new Hedges(attempts),
                        new Repetitions(catalog, breakers, limits, ticker, () -> 0.5),
                        new Warming(catalog, ticker, Runnable::run),
                        limits,
                        ticker,
                        ticker::advance);
    }

    static Conduct hedging(Duration after, double extraTokenShare) {
        return new Conduct(
                LONG,
                LONG,
                Conduct.OnCut.FAIL,
                Optional.of(new Conduct.Hedge(after, extraTokenShare)));
    }

    static Conduct resuming() {
        return new Conduct(LONG, LONG, Conduct.OnCut.RESUME, Optional.empty());
    }

    /// All of them can do everything.
    Outcome perform(InferenceRequest request, Conduct conduct) throws InterruptedException {
        return perform(request, conduct, EnumSet.allOf(Ability.class));
    }

    /// @param fallbacks what all but the first can do
    Outcome perform(InferenceRequest request, Conduct conduct, EnumSet<Ability> fallbacks)
            throws InterruptedException {
        List<Option> order =
                IntStream.range(0, backends.size())
                        .<Option>mapToObj(
                                i -> at(i, i == 0 ? EnumSet.allOf(Ability.class) : fallbacks))
                        .toList();
        var route = new Decision.Route(order, "a-policy", "a reason", List.<Assessment>of(), 0);
        return performer.perform(task(request, conduct), route);
    }

    /// The first two as a cascade, with all as fallbacks.
    Outcome cascade(InferenceRequest request, CascadeRule rule, int holdTokens)
            throws InterruptedException {
        var cascade = new Option.Cascade(at(0), at(1), rule, holdTokens, Samples.ESTIMATE);
        var order = new ArrayList<Option>();
        order.add(cascade);
        IntStream.range(0, backends.size()).forEach(i -> order.add(at(i)));
        return performer.perform(
                task(request, resuming()), new Decision.Route(order, "a-policy", "", List.of(), 0));
    }

    private Task task(InferenceRequest request, Conduct conduct) {
        return new Task(
                request,
                new Extraction().of(request),
                conduct,
                request.timeout().toNanos(),
                0,
                client);
    }

    static Option.Single at(int i) {
        return at(i, EnumSet.allOf(Ability.class));
    }

    private static Option.Single at(int i, EnumSet<Ability> abilities) {
        BackendSetup setup = Samples.setup("b" + i, Tier.CLOUD);
        var profile =
                new ModelProfile(
                        "m" + i,
                        Tier.CLOUD,
                        4_096,
                        abilities,
                        Samples.prices(Tier.CLOUD),
                        setup.energy(),
                        setup.qualityPrior());
        return option(new Candidate("b" + i, profile, NodeState.ready(0)));
    }

    @Override
    public void close() {
        performer.close();
    }
}
