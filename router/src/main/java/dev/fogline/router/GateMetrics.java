package dev.fogline.router;

import dev.fogline.router.fair.QueueState;
import dev.fogline.router.fair.Used;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// What the gate counts, by tenant. The first hundred tenants to come have their names as labels,
/// all others are `other`.
final class GateMetrics {

    static final String TOKENS_PER_MINUTE = "tokens_per_minute";
    static final String TOO_LATE = "too_late";
    static final String QUEUE_FULL = "queue_full";

    private static final String OTHER = "other";
    private static final int MOST_NAMES = 100;

    private final PrometheusRegistry registry;
    private final Counter tokens;
    private final Counter refused;
    private final Histogram waitSeconds;
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    GateMetrics(PrometheusRegistry registry) {
        this.registry = registry;
        this.tokens =
                Counter.builder()
                        .name("fogline_tenant_tokens_total")
                        .help("Tokens of requests that had a slot, as the fair queue charged them.")
                        .labelNames("tenant", "kind")
                        .withoutExemplars()
                        .register(registry);
        this.refused =
                Counter.builder()
                        .name("fogline_tenant_refused_total")
                        .help(
                                "Requests that were turned away with 429 before anybody was asked, by reason.")
                        .labelNames("tenant", "reason")
                        .withoutExemplars()
                        .register(registry);
        this.waitSeconds =
                Histogram.builder()
                        .name("fogline_queue_wait_seconds")
                        .help("How long requests waited for a slot.")
                        .withoutExemplars()
                        .classicOnly()
                        .classicUpperBounds(0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)
                        .register(registry);
    }

    /// @param waiting requests of a tenant
    void watch(ToIntFunction<String> waiting, Supplier<QueueState> state) {
        GaugeWithCallback.builder()
                .name("fogline_queue_waiting")
                .help("Requests that wait for a slot.")
                .labelNames("tenant")
                .callback(
                        callback ->
                                names.forEach(
                                        tenant ->
                                                callback.call(waiting.applyAsInt(tenant), tenant)))
                .register(registry);
        GaugeWithCallback.builder()
                .name("fogline_queue_running")
                .help("Requests that have a slot.")
                .callback(callback -> callback.call(state.get().running()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("fogline_queue_service_per_second")
                .help(
                        "Weighted tokens that all slots together give in a second; missing until it was measured.")
                .callback(callback -> state.get().servicePerSecond().ifPresent(callback::call))
                .register(registry);
    }

    /// A tenant has sent a request; from now on it is seen among those that may wait.
    void came(String tenant) {
        var _ = label(tenant);
    }

    void used(String tenant, Used used) {
        tokens.labelValues(label(tenant), "input").inc(used.inputTokens());
        tokens.labelValues(label(tenant), "output").inc(used.outputTokens());
    }

    void refused(String tenant, String reason) {
        refused.labelValues(label(tenant), reason).inc();
    }

    void waited(double seconds) {
        waitSeconds.observe(seconds);
    }

    private String label(String tenant) {
        if (names.contains(tenant)) {
            return tenant;
        }
        return names.size() < MOST_NAMES && names.add(tenant) ? tenant : OTHER;
    }
}
