package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.request.Ability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// What is known of the server without asking it.
///
/// Written by the probe and by every request, read for every decision; the last word counts.
final class Standing {

    private final Ticker ticker;
    private final AtomicReference<Seen> seen;
    private final AtomicReference<Map<String, Told>> announced = new AtomicReference<>(Map.of());

    /// Of this node; only of models the server serves, so there are no more of them.
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

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

    /// What the server announced, as long as that holds; else what was observed here.
    NodeState state(String model) {
        Seen last = seen.get();
        if (last.readiness() == Readiness.DOWN || !knows(model)) {
            return NodeState.down(last.observedAtNanos());
        }
        Told told = announced.get().get(model);
        if (told != null && ticker.nanos() - told.untilNanos() < 0) {
            return told.with(running(model), last.rttMillis());
        }
        return new NodeState(
                last.readiness(),
                Integer.MAX_VALUE,
                running.values().stream().mapToInt(AtomicInteger::get).sum(),
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

    void started(String model) {
        running.computeIfAbsent(model, name -> new AtomicInteger()).incrementAndGet();
    }

    void ended(String model) {
        running.computeIfAbsent(model, name -> new AtomicInteger()).decrementAndGet();
    }

    /// The server announced something; what it announced before no longer holds.
    void heard(Heard heard) {
        var told = new HashMap<String, Told>();
        heard.states()
                .forEach(
                        (model, state) ->
                                told.put(
                                        model,
                                        new Told(
                                                state,
                                                running(model),
                                                state.observedAtNanos()
                                                        + heard.valid().toNanos())));
        announced.set(Map.copyOf(told));
    }

    private int running(String model) {
        AtomicInteger own = running.get(model);
        return own == null ? 0 : own.get();
    }

    private void turn(Readiness readiness) {
        long now = ticker.nanos();
        seen.updateAndGet(last -> new Seen(last.models(), readiness, last.rttMillis(), now));
    }

    /// What was announced of a model.
    ///
    /// @param own requests of this node that ran when it was heard: they are in it
    private record Told(NodeState state, int own, long untilNanos) {

        /// What this node has begun or ended since is added: others of the same node decide before
        /// the server says so.
        NodeState with(int ownNow, double rttMillis) {
            int load = Math.max(ownNow, state.running() + state.queued() + ownNow - own);
            int runs = Math.min(load, state.slots());
            return new NodeState(
                    state.readiness(),
                    state.slots(),
                    runs,
                    load - runs,
                    state.decodeTokensPerSecond(),
                    state.kvUse(),
                    rttMillis,
                    state.observedAtNanos(),
                    state.announcement());
        }
    }

    private record Seen(
            List<ServedModel> models,
            Readiness readiness,
            double rttMillis,
            long observedAtNanos) {}
}
