package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.NodeState;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// Shows how much the node has to do, for a node that has it as a member of its pool.
final class NodeMetrics {

    private NodeMetrics() {}

    /// @param candidates as seen now
    static void register(PrometheusRegistry registry, Supplier<List<Candidate>> candidates) {
        gauge(
                registry,
                "fogline_requests_running",
                "Requests that models answer now.",
                candidates,
                NodeState::running);
        gauge(
                registry,
                "fogline_requests_waiting",
                "Requests that wait for a model.",
                candidates,
                NodeState::queued);
    }

    private static void gauge(
            PrometheusRegistry registry,
            String name,
            String help,
            Supplier<List<Candidate>> candidates,
            ToIntFunction<NodeState> figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(
                        show ->
                                show.call(
                                        candidates.get().stream()
                                                .map(Candidate::node)
                                                .mapToInt(figure)
                                                .sum()))
                .register(registry);
    }
}
