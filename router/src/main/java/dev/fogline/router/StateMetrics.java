package dev.fogline.router;

import dev.fogline.spi.NodeState;
import dev.fogline.spi.Ticker;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/// Shows how old what decisions know of each model is, and whose word it is.
final class StateMetrics {

    private static final double NANOS_PER_SECOND = 1e9;

    private StateMetrics() {}

    static void register(PrometheusRegistry registry, Catalog catalog, Ticker ticker) {
        GaugeWithCallback.builder()
                .name("fogline_node_state_age_seconds")
                .help(
                        "Age of what is known of a model's load; the source is `beacon` where the server announced it, else `own`.")
                .labelNames("backend", "model", "source")
                .callback(
                        callback -> {
                            long nowNanos = ticker.nanos();
                            catalog.snapshot()
                                    .candidates()
                                    .forEach(
                                            candidate -> {
                                                NodeState node = candidate.node();
                                                callback.call(
                                                        (nowNanos - node.observedAtNanos())
                                                                / NANOS_PER_SECOND,
                                                        candidate.backend(),
                                                        candidate.model().name(),
                                                        node.announcement().isPresent()
                                                                ? "beacon"
                                                                : "own");
                                            });
                        })
                .register(registry);
    }
}
