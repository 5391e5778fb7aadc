package dev.fogline.edge.beacon;

import dev.fogline.cost.PoolPrice;
import dev.fogline.router.Outlook;
import dev.fogline.router.fair.QueueState;
import dev.fogline.spi.Announcement;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.OperatingCost.Pool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How busy one model is, on all backends that serve it together. Pure.
///
/// @param model its name
/// @param readiness of the readiest backend
/// @param slots requests that run at the same time; [Integer#MAX_VALUE] if nobody knows
/// @param running requests that run
/// @param queued requests that wait; beyond the slots, or beyond the last point of the pool's curve
/// @param unreadTokens tokens of prompts that are not read yet, of all of them
/// @param tokensPerSecond of all requests together: measured, else by the pool's curve; 0 if
///   unknown
/// @param kvUse mean share of the key-value caches in use; 0 if unknown
/// @param waitMillis until a request that comes now is begun, where that is soonest
/// @param pool what its tokens cost; empty if nobody said
record ModelLoad(
        String model,
        Readiness readiness,
        int slots,
        int running,
        int queued,
        int unreadTokens,
        double tokensPerSecond,
        double kvUse,
        double waitMillis,
        Optional<Pool> pool) {

    /// One for each model, in the order of the catalog.
    static List<ModelLoad> of(List<Outlook> outlooks) {
        Map<String, List<Outlook>> byModel =
                outlooks.stream()
                        .collect(
                                Collectors.groupingBy(
                                        outlook -> outlook.candidate().model().name(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return byModel.entrySet().stream().map(one -> of(one.getKey(), one.getValue())).toList();
    }

    private static ModelLoad of(String model, List<Outlook> all) {
        List<Outlook> up =
                all.stream().filter(one -> state(one).readiness() != Readiness.DOWN).toList();
        if (up.isEmpty()) {
            return new ModelLoad(model, Readiness.DOWN, 1, 0, 0, 0, 0, 0, 0, Optional.empty());
        }
        boolean warm = up.stream().anyMatch(one -> state(one).readiness() == Readiness.READY);
        Optional<Pool> pool = pool(up);
        int slots = slots(up, pool);
        int load = up.stream().mapToInt(one -> state(one).running() + state(one).queued()).sum();
        int running = Math.min(load, slots);
        return new ModelLoad(
                model,
                warm ? Readiness.READY : Readiness.COLD,
                slots,
                running,
                load - running,
                up.stream().mapToInt(one -> state(one).unreadTokens()).sum(),
                tokensPerSecond(up, pool, running),
                up.stream().mapToDouble(one -> state(one).kvUse()).average().orElse(0),
                up.stream().mapToDouble(Outlook::waitMillis).min().orElse(0),
                pool);
    }

    /// Known only if it is known of all.
    private static Optional<Pool> pool(List<Outlook> up) {
        List<Pool> pools = up.stream().map(ModelLoad::pool).flatMap(Optional::stream).toList();
        return pools.size() == up.size()
                ? Optional.of(PoolPrice.together(pools))
                : Optional.empty();
    }

    /// As configured, else as announced: a backend may be a node that announces too.
    private static Optional<Pool> pool(Outlook one) {
        return one.candidate().model().operatingCost() instanceof Pool configured
                ? Optional.of(configured)
                : state(one).announcement().flatMap(Announcement::pool);
    }

    private static int slots(List<Outlook> up, Optional<Pool> pool) {
        long slots = up.stream().mapToLong(one -> state(one).slots()).sum();
        int full = pool.map(one -> new PoolPrice(one).full()).orElse(Integer.MAX_VALUE);
        return (int) Math.min(slots, full);
    }

    private static double tokensPerSecond(List<Outlook> up, Optional<Pool> pool, int running) {
        double measured = up.stream().mapToDouble(one -> state(one).decodeTokensPerSecond()).sum();
        return measured > 0 || running == 0
                ? measured
                : pool.map(one -> new PoolPrice(one).tokensPerSecond(running)).orElse(0.0);
    }

    private static NodeState state(Outlook outlook) {
        return outlook.candidate().node();
    }

    /// The same, where requests also wait at the node's door: for any of its models.
    ModelLoad behind(QueueState queue) {
        int most = Math.min(slots, queue.slots());
        int load = load() + queue.waiting();
        int runs = Math.min(load, most);
        return new ModelLoad(
                model,
                readiness,
                most,
                runs,
                load - runs,
                unreadTokens,
                tokensPerSecond,
                kvUse,
                waitMillis + queue.expectedWait().map(Duration::toMillis).orElse(0L),
                pool);
    }

    int load() {
        return running + queued;
    }

    /// Dollars per generated token if the rent is divided among all that run.
    double averageUsd(Pool of) {
        return new PoolPrice(of).averageUsd(Math.max(1, running));
    }

    /// Dollars per generated token for what one more request takes from the others.
    double marginalUsd(Pool of) {
        return new PoolPrice(of).congestedUsd(running, (double) queued / slots);
    }

    /// Whether this is so far from what was announced that it should be said at once.
    ///
    /// @param share of the announced load, in [0, 1]
    boolean differs(ModelLoad announced, double share) {
        int moved = Math.abs(load() - announced.load());
        return readiness != announced.readiness
                || slots != announced.slots
                || (unreadTokens == 0) != (announced.unreadTokens == 0)
                || moved >= Math.max(1, share * announced.load());
    }
}
