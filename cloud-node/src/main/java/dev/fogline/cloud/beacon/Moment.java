package dev.fogline.cloud.beacon;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One second of a run.
///
/// @param load of the pool's engine, running and waiting, on average
/// @param usdPerMillion marginal price that the beacon announced, on average
/// @param asked requests that began
/// @param toPool of these, answered by the pool
/// @param failed of these, not answered
/// @param bestUsd what they would have cost, time included, each in the better place
/// @param lostUsd what they cost above that
record Moment(
        double load,
        double usdPerMillion,
        int asked,
        int toPool,
        int failed,
        double bestUsd,
        double lostUsd) {

    /// Several together; figures are means of the seconds, or shares of all requests.
    static Moment over(List<Moment> moments) {
        return new Moment(
                mean(moments, Moment::load),
                mean(moments, Moment::usdPerMillion),
                moments.stream().mapToInt(Moment::asked).sum(),
                moments.stream().mapToInt(Moment::toPool).sum(),
                moments.stream().mapToInt(Moment::failed).sum(),
                moments.stream().mapToDouble(Moment::bestUsd).sum(),
                moments.stream().mapToDouble(Moment::lostUsd).sum());
    }

    private static double mean(List<Moment> moments, ToDoubleFunction<Moment> figure) {
        return moments.stream().mapToDouble(figure).average().orElse(0);
    }

    /// Of the answered requests, in [0, 1]; 0 without any.
    double share() {
        return asked == failed ? 0 : (double) toPool / (asked - failed);
    }

    /// What was lost as a share of the best, ≥ 0; 0 without a request.
    double regret() {
        return bestUsd == 0 ? 0 : lostUsd / bestUsd;
    }

    ObjectNode json(Arm arm, int second) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("arm", arm.word())
                .put("second", second)
                .put("load", load)
                .put("usd_per_million", usdPerMillion)
                .put("asked", asked)
                .put("failed", failed)
                .put("pool_share", share())
                .put("regret", regret());
    }
}
