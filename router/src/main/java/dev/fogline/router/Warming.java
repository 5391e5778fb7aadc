package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Loads a model of this device behind an answer that was given elsewhere because it was cold, so
/// that the next request finds it. Thread-safe.
///
/// Not twice within [#AGAIN]: where two models do not fit into the memory together, each load
/// throws the other out, and a model that cannot be loaded would be tried for ever.
final class Warming {

    /// Loading takes seconds, so the machine is free for nine tenths of the time. Assumed.
    static final Duration AGAIN = Duration.ofSeconds(60);

    private static final System.Logger LOG = System.getLogger(Warming.class.getName());

    private final Catalog catalog;
    private final Ticker ticker;
    private final Consumer<Runnable> background;
    private final Map<String, Long> warmedAtNanos = new ConcurrentHashMap<>();

    /// @param background runs what is slow
    Warming(Catalog catalog, Ticker ticker, Consumer<Runnable> background) {
        this.catalog = catalog;
        this.ticker = ticker;
        this.background = background;
    }

    /// Warms the best of a plan that is cold, if another backend served: within one, models may
    /// have to make room for each other.
    void behind(Option.Single served, List<Option.Single> order) {
        for (Option.Single option : order) {
            Candidate candidate = option.candidate();
            if (candidate.node().readiness() == NodeState.Readiness.COLD
                    && !candidate.backend().equals(served.candidate().backend())) {
                if (due(candidate)) {
                    background.accept(() -> warm(candidate));
                }
                return;
            }
        }
    }

    private boolean due(Candidate candidate) {
        long nowNanos = ticker.nanos();
        boolean[] due = {false};
        warmedAtNanos.compute(
                candidate.key(),
                (key, last) -> {
                    due[0] = last == null || nowNanos - last >= AGAIN.toNanos();
                    return due[0] ? nowNanos : last;
                });
        return due[0];
    }

    private void warm(Candidate candidate) {
        try {
            catalog.backend(candidate.backend()).warm(candidate.model().name());
        } catch (BackendException cannot) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} was not warmed: {1}",
                    candidate.key(),
                    cannot.fault().message());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError undeclared) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} threw {1} when warmed",
                    candidate.key(),
                    undeclared.getClass().getSimpleName());
        }
    }
}
