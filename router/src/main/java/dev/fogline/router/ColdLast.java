package dev.fogline.router;

import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Option;
import dev.fogline.spi.Policy;
import java.util.ArrayList;
import java.util.List;

/// Puts candidates whose model is not in memory behind those that answer at once. Pure.
///
/// A cold one is still the last resort, and the first where all are cold. It is warmed up behind
/// the answer of another, so the order is the policy's own again soon.
final class ColdLast {

    private ColdLast() {}

    static Policy.Ranking of(Policy.Ranking ranking) {
        List<Option> warm = ranking.order().stream().filter(option -> !cold(option)).toList();
        if (!cold(ranking.order().getFirst()) || warm.isEmpty()) {
            return ranking;
        }
        var order = new ArrayList<>(warm);
        ranking.order().stream().filter(ColdLast::cold).forEach(order::add);
        return new Policy.Ranking(
                order,
                key(order.getFirst())
                        + " answers while "
                        + key(ranking.order().getFirst())
                        + " is being loaded; "
                        + ranking.reason());
    }

    private static boolean cold(Option option) {
        return option.first().candidate().node().readiness() == Readiness.COLD;
    }

    private static String key(Option option) {
        return option.first().candidate().key();
    }
}
