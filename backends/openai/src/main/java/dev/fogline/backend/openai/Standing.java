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
import java.util.concurrent.atomic.AtomicReference;

/// What is known of the server without asking it.
///
/// Written by the probe and by every request, read for every decision; the last word counts.
final class Standing {

    private final Ticker ticker;
    private final AtomicReference<Seen> seen;
    private final AtomicReference<Map<String, Told>> announced = new AtomicReference<>(Map.of());

    /// Of this node; only of models the server serves, so there are no more of them.
    private final Map<String, Own> own = new ConcurrentHashMap<>();

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
            return told.with(own(model), last.rttMillis());
        }
        return new NodeState(
                        last.readiness(),
                        Integer.MAX_VALUE,
                        own.values().stream().mapToInt(Own::running).sum(),
                        0,
                        0,
                        0,
                        last.rttMillis(),
                        last.observedAtNanos())
                .reading(own(model).unreadTokens());
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

    /// A request is sent.
    ///
    /// @param promptTokens about as many as it has, ≥ 0
    Asked started(String model, int promptTokens) {
        own.merge(model, new Own(1, promptTokens), Own::and);
        return new Asked(model, promptTokens);
    }

    /// A request on its way. Of one thread.
    final class Asked {

        private final String model;
        private int unreadTokens;

        private Asked(String model, int promptTokens) {
            this.model = model;
            this.unreadTokens = promptTokens;
        }

        /// Its answer has begun, so its prompt is read.
        void read() {
            if (unreadTokens > 0) {
                own.merge(model, new Own(0, -unreadTokens), Own::and);
                unreadTokens = 0;
            }
        }

        void ended() {
            read();
            own.merge(model, new Own(-1, 0), Own::and);
        }
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
                                                own(model),
                                                state.observedAtNanos()
                                                        + heard.valid().toNanos())));
        announced.set(Map.copyOf(told));
    }

    private Own own(String model) {
        return own.getOrDefault(model, Own.NONE);
    }

    private void turn(Readiness readiness) {
        long now = ticker.nanos();
        seen.updateAndGet(last -> new Seen(last.models(), readiness, last.rttMillis(), now));
    }

    /// What was announced of a model.
    ///
    /// @param own requests of this node that ran when it was heard: they are in it
    private record Told(NodeState state, Own own, long untilNanos) {

        /// What this node has begun or ended since is added: others of the same node decide before
        /// the server says so. Of its own prompts it knows the tokens about only, but when they are
        /// read: where nobody else has any, none is left then.
        NodeState with(Own now, double rttMillis) {
            int moved = now.running() - own.running();
            int load = Math.max(now.running(), state.running() + state.queued() + moved);
            boolean othersToo = state.running() + state.queued() > own.running();
            int unread = state.unreadTokens() + now.unreadTokens() - own.unreadTokens();
            int runs = Math.min(load, state.slots());
            return new NodeState(
                    state.readiness(),
                    state.slots(),
                    runs,
                    load - runs,
                    othersToo || now.unreadTokens() > 0 ? Math.max(0, unread) : 0,
                    state.decodeTokensPerSecond(),
                    state.kvUse(),
                    rttMillis,
                    state.observedAtNanos(),
                    state.announcement());
        }
    }

    /// Requests of this node to one model.
    ///
    /// @param running not ended
    /// @param unreadTokens of the prompts of those whose answer has not begun, about
    private record Own(int running, int unreadTokens) {

        static final Own NONE = new Own(0, 0);

        Own and(Own more) {
            return new Own(running + more.running, unreadTokens + more.unreadTokens);
        }
    }

    private record Seen(
            List<ServedModel> models,
            Readiness readiness,
            double rttMillis,
            long observedAtNanos) {}
}
