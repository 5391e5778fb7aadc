package dev.fogline.router;

import dev.fogline.router.pool.Balancing;
import dev.fogline.spi.Backend;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The backends of this node, the members of its pool among them, and who could answer now.
final class Catalog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Catalog.class.getName());

    /// The draw that leaves a load as it is.
    private static final double AS_ANNOUNCED = 0.5;

    private final List<Place> places;
    private final Map<String, Backend> byName = new TreeMap<>();
    private final Breakers breakers;
    private final Metering metering;
    private final Ticker ticker;
    private final Optional<Pool> pool;

    Catalog(List<Place> places, Breakers breakers, Metering metering, Ticker ticker) {
        this(places, Optional.empty(), breakers, metering, ticker);
    }

    /// @param pool whose members come and go
    Catalog(
            List<Place> places,
            Optional<Pool> pool,
            Breakers breakers,
            Metering metering,
            Ticker ticker) {
        this.pool = pool;
        this.places = List.copyOf(places);
        this.breakers = breakers;
        this.metering = metering;
        this.ticker = ticker;
        places.forEach(place -> byName.put(place.setup().name(), place.backend()));
    }

    /// A backend, what was configured for it, and what its models cost now.
    record Place(BackendSetup setup, Backend backend, CurrentPrices prices) {}

    /// Everybody as observed.
    Snapshot snapshot() {
        return snapshot(AS_ANNOUNCED, pool.map(Pool::balancing));
    }

    /// One entry per model, in the order of the configuration and then of the backend; a backend
    /// that throws has none.
    ///
    /// @param chance in [0, 1), drawn for one decision; see [LoadSpread]
    Snapshot snapshot(double chance) {
        return snapshot(chance, pool.map(Pool::nextTurn));
    }

    /// The same for a decision that is looked at again: it keeps the turn it had.
    ///
    /// @param turn of its first [Balancing]
    Snapshot snapshot(double chance, long turn) {
        return snapshot(chance, pool.map(members -> members.balancing(turn)));
    }

    private Snapshot snapshot(double chance, Optional<Balancing> balancing) {
        var candidates = new ArrayList<Candidate>();
        for (Place place : everybody()) {
            try {
                var its = new ArrayList<Candidate>();
                for (ServedModel model : place.backend().models()) {
                    its.add(candidate(place, model, chance));
                }
                candidates.addAll(its);
            } catch (RuntimeException | LinkageError thrown) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "backend {0} cannot list its models: {1}",
                        name(place),
                        thrown);
            }
        }
        return new Snapshot(
                candidates, new Availability(rests(candidates)), balancing.orElse(Balancing.NONE));
    }

    private List<Place> everybody() {
        return pool.map(
                        members ->
                                Stream.concat(places.stream(), members.places().stream()).toList())
                .orElse(places);
    }

    private Map<String, Duration> rests(List<Candidate> candidates) {
        var rests = new HashMap<String, Duration>();
        for (Candidate candidate : candidates) {
            if (candidate.node().readiness() == NodeState.Readiness.DOWN) {
                Duration left = breakers.left(candidate);
                if (left.isPositive()) {
                    rests.put(candidate.key(), left);
                }
            }
        }
        return rests;
    }

    Backend backend(String name) {
        Backend backend = byName.get(name);
        if (backend != null) {
            return backend;
        }
        return pool.map(members -> members.backend(name).orElseGet(() -> members.gone(name)))
                .orElseThrow(() -> new IllegalArgumentException("no backend " + name));
    }

    /// Whether a backend would answer for a model, as far as it and the breaker know; a wish to be
    /// left alone does not count.
    boolean up(Candidate candidate) {
        String model = candidate.model().name();
        return breakers.closed(candidate.backend(), model)
                && backend(candidate.backend()).state(model).readiness()
                        != NodeState.Readiness.DOWN;
    }

    @Override
    public void close() {
        pool.ifPresent(Pool::close);
        for (Place place : places) {
            try {
                place.backend().close();
            } catch (RuntimeException | LinkageError thrown) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "backend {0} did not close: {1}",
                        name(place),
                        thrown);
            }
        }
    }

    private Candidate candidate(Place place, ServedModel model, double chance) {
        BackendSetup setup = place.setup();
        var profile =
                new ModelProfile(
                        model.name(),
                        setup.tier(),
                        model.contextTokens(),
                        model.abilities(),
                        place.prices().of(model.name()),
                        setup.operatingCost(),
                        metering.of(setup),
                        setup.qualityPrior(),
                        model.revision());
        NodeState state =
                breakers.letsThrough(setup.name(), model.name())
                        ? place.backend().state(model.name())
                        : NodeState.down(ticker.nanos());
        NodeState slotted = CurveSlots.of(state, setup.operatingCost());
        return new Candidate(setup.name(), profile, LoadSpread.reckoned(slotted, chance));
    }

    private static String name(Place place) {
        return place.setup().name();
    }
}
