package dev.fogline.router;

import dev.fogline.router.pool.MemberStatus;
import dev.fogline.router.pool.ModelLoad;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Shows the members of the pool: what each is good for, what it has to do, and what all have
/// together.
final class PoolMetrics {

    private PoolMetrics() {}

    static void register(PrometheusRegistry registry, Pool pool) {
        GaugeWithCallback.builder()
                .name("fogline_pool_member_state")
                .help("1 for what a member is good for now: up, starting, down, draining, drained.")
                .labelNames("member", "state")
                .callback(
                        show ->
                                pool.status()
                                        .forEach(
                                                one ->
                                                        show.call(
                                                                1,
                                                                one.member().name(),
                                                                one.standing()
                                                                        .name()
                                                                        .toLowerCase(Locale.ROOT))))
                .register(registry);
        GaugeWithCallback.builder()
                .name("fogline_pool_member_in_flight")
                .help("Requests of this node that a member has now.")
                .labelNames("member")
                .callback(
                        show -> pool.status().forEach(one -> show.call(one.inFlight(), name(one))))
                .register(registry);
        load(registry, pool, "members", "Members that answer, by model.", ModelLoad::members);
        load(
                registry,
                pool,
                "running",
                "Requests running on all members, by model; of others too, where the engines tell.",
                ModelLoad::running);
        load(
                registry,
                pool,
                "queued",
                "Requests waiting at the members, by model.",
                ModelLoad::queued);
        load(
                registry,
                pool,
                "kv_use_ratio",
                "Mean share of the members' key-value caches that is held, by model.",
                ModelLoad::kvUse);
    }

    private static void load(
            PrometheusRegistry registry,
            Pool pool,
            String name,
            String help,
            ToDoubleFunction<ModelLoad> figure) {
        GaugeWithCallback.builder()
                .name("fogline_pool_" + name)
                .help(help)
                .labelNames("model")
                .callback(
                        show ->
                                pool.load()
                                        .forEach(
                                                one ->
                                                        show.call(
                                                                figure.applyAsDouble(one),
                                                                one.model())))
                .register(registry);
    }

    private static String name(MemberStatus one) {
        return one.member().name();
    }
}
