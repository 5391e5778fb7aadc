package dev.fogline.cost.curve;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How long an engine reads prompts, from measured points.
///
/// ```
/// millis = level(promptTokens * batch) * batch ^ tilt
/// ```
///
/// Prefill time follows the tokens in all (a prompt of 2,048 takes nearly what four of 512 take):
/// flat while reading the weights is the larger part, growing once multiplying them is. `level` is
/// that, a hinged curve. How much the same tokens take longer as many short prompts, or as few long
/// ones, is a power of the batch: the slope of log time over log batch among workloads of equal
/// tokens, drawn towards 0 as if one more pair had been measured, a factor of `e` apart, that
/// showed no difference.
///
/// Where the tilt is negative and the level flat, the product would fall with the batch; the answer
/// is the most that any smaller batch of such prompts takes, at 1 and at every measured number of
/// tokens. So it never falls with tokens or batch. Never negative, finite. Immutable.
public final class PrefillCurve {

    /// Sum of squares of log batch that the assumption of no difference is worth: two workloads, a
    /// factor of e apart (assumed).
    private static final double PRIOR = 0.5;

    /// As many tokens in a batch of twice as many take at least half as long: even a part that is
    /// wholly the attention within a prompt shrinks no faster.
    private static final double LEAST_TILT = -1;

    private final HingedCurve level;
    private final double tilt;

    private PrefillCurve(List<TimedWorkload> medians) {
        this.tilt = tilt(medians);
        this.level =
                HingedCurve.through(
                        medians.stream()
                                .map(
                                        one ->
                                                new Knot(
                                                        (double) one.workload().tokens(),
                                                        one.millis()
                                                                / Math.pow(
                                                                        one.workload().batch(),
                                                                        tilt)))
                                .toList());
    }

    /// @param measured at least one, in any order, repeats among them
    public static PrefillCurve through(List<TimedWorkload> measured) {
        return new PrefillCurve(TimedWorkload.medians(measured));
    }

    /// Time until all prompts are read, milliseconds.
    public double millis(Workload workload) {
        int prompt = workload.promptTokens();
        double most = Math.max(millis(prompt, 1), millis(prompt, workload.batch()));
        for (double tokens : level.x()) {
            if (tokens > prompt && tokens < workload.tokens()) {
                most = Math.max(most, millis(prompt, tokens / prompt));
            }
        }
        return most;
    }

    /// Whether so many tokens lie among the measured ones.
    public Position position(Workload workload) {
        return level.position((double) workload.tokens());
    }

    private double millis(int promptTokens, double batch) {
        return level.at(promptTokens * batch) * Math.pow(batch, tilt);
    }

    private static double tilt(List<TimedWorkload> medians) {
        Map<Long, List<TimedWorkload>> equal =
                medians.stream().collect(Collectors.groupingBy(one -> one.workload().tokens()));
        double products = 0;
        double squares = PRIOR;
        for (List<TimedWorkload> same : equal.values()) {
            double meanX = same.stream().mapToDouble(PrefillCurve::logBatch).average().orElse(0);
            double meanY = same.stream().mapToDouble(PrefillCurve::logMillis).average().orElse(0);
            for (TimedWorkload one : same) {
                double x = logBatch(one) - meanX;
                products += x * (logMillis(one) - meanY);
                squares += x * x;
            }
        }
        return Math.max(LEAST_TILT, products / squares);
    }

    private static double logBatch(TimedWorkload one) {
        return Math.log(one.workload().batch());
    }

    private static double logMillis(TimedWorkload one) {
        return Math.log(one.millis());
    }
}
