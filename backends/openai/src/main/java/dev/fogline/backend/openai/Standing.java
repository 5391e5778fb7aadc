package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.request.Ability;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// What is known of the server without asking it.
///
/// Written by the probe and by every request, read for every decision; the last word counts.
final class Standing {

    private final Ticker ticker;
    private final AtomicReference<Seen> seen;
    private final AtomicInteger running = new AtomicInteger();

    /// Down, with the configured models, until somebody says otherwise.
    Standing(OpenAiSettings settings, Ticker ticker) {
        this.ticker = ticker;
        var configured = ModelListing.of(JsonNodeFactory.instance.objectNode(), settings);
        this.seen = new AtomicReference<>(new Seen(configured, Readiness.DOWN, 0, ticker.nanos()));
    }

    List<ServedModel> models() {
        return seen.get().models();
    }

    boolean knows(String model) {
        return models().stream().anyMatch(served -> served.name().equals(model));
    }

    boolean can(String model, Ability ability) {
        return models().stream()
                .anyMatch(
                        served ->
                                served.name().equals(model)
                                        && served.abilities().contains(ability));
    }

    NodeState state(String model) {
        Seen last = seen.get();
        if (last.readiness() == Readiness.DOWN || !knows(model)) {
            return NodeState.down(last.observedAtNanos());
        }
        return new NodeState(
                last.readiness(),
                Integer.MAX_VALUE,
                running.get(),
                0,
                0,
                0,
                last.rttMillis(),
                last.observedAtNanos());
    }

    /// A probe succeeded.
    void probed(List<ServedModel> models, double rttMillis) {
        seen.set(new Seen(List.copyOf(models), Readiness.READY, rttMillis, ticker.nanos()));
    }

    /// A request was answered.
    void answered() {
        turn(Readiness.READY);
    }

    /// A probe failed, or no connection came to stand.
    void unreachable() {
        turn(Readiness.DOWN);
    }

    void started() {
        running.incrementAndGet();
    }

    void ended() {
        running.decrementAndGet();
    }

    private void turn(Readiness readiness) {
        long now = ticker.nanos();
        seen.updateAndGet(last -> new Seen(last.models(), readiness, last.rttMillis(), now));
    }

    private record Seen(
            List<ServedModel> models,
            Readiness readiness,
            double rttMillis,
            long observedAtNanos) {}
}
