package dev.fogline.cost.cascade;

import dev.fogline.spi.Estimate;
import dev.fogline.spi.Option;
import dev.fogline.spi.request.Spread;
import java.util.ArrayList;
import java.util.List;

/// The cascades between two candidates, one per threshold, with what each would take.
///
/// ```
/// until     = draft's first token + span * (draft's total - draft's first token)
/// kept      = draft, its first token at until(kept)
/// handed    = until(handedOver) + next; work of the draft so far + next
/// expected  = (1 - handOver) * kept + handOver * handed
/// quality   = (1 - handOver) * quality of kept drafts + handOver * next's quality
/// ```
///
/// That a question whose draft is given up is harder for the next one too is not known here. The
/// ends of an expected amount's interval are the lowest and the highest end of those cases that one
/// in twenty comes to at least.
final class CascadeOptions {

    /// Thresholds that a policy can choose from are so far apart. A policy that trades quality for
    /// money loses next to nothing by what lies between: near the best threshold it is flat.
    private static final double STEP = 0.05;

    private static final double RARE = 0.05;

    private CascadeOptions() {}

    /// @param model of the draft's drafts
    /// @return by ascending threshold; those that surely keep or surely give up the draft are left
    ///   out
    static List<Option.Cascade> of(
            DraftModel model, Option.Single draft, Option.Single next, int holdTokens) {
        var cascades = new ArrayList<Option.Cascade>();
        double expected = draft.estimate().quality();
        for (int i = 1; i * STEP < 1; i++) {
            DraftModel.Prospect prospect = model.prospect(expected, i * STEP);
            if (prospect.handOver() > 0 && prospect.handOver() < 1) {
                cascades.add(
                        new Option.Cascade(
                                draft,
                                next,
                                new ThresholdRule(model, expected, i * STEP, prospect.handOver()),
                                holdTokens,
                                estimate(
                                        model.spans(),
                                        prospect,
                                        draft.estimate(),
                                        next.estimate())));
            }
        }
        return List.copyOf(cascades);
    }

    static Estimate estimate(
            DraftModel.Spans spans, DraftModel.Prospect prospect, Estimate draft, Estimate next) {
        double handOver = prospect.handOver();
        Spread keptFirst = until(spans.kept(), draft);
        Spread decided = until(spans.handedOver(), draft);
        double work =
                draft.totalMillis().median() > 0
                        ? Math.min(1, decided.median() / draft.totalMillis().median())
                        : 1;
        return new Estimate(
                mixed(handOver, keptFirst, sum(decided, next.firstTokenMillis())),
                mixed(handOver, draft.totalMillis(), sum(decided, next.totalMillis())),
                mixed(handOver, draft.costUsd(), sum(times(work, draft.costUsd()), next.costUsd())),
                mixed(
                        handOver,
                        draft.energyJoules(),
                        sum(times(work, draft.energyJoules()), next.energyJoules())),
                (1 - handOver) * prospect.keptQuality() + handOver * next.quality());
    }

    private static Spread until(double span, Estimate draft) {
        Spread first = draft.firstTokenMillis();
        Spread total = draft.totalMillis();
        return new Spread(
                between(first.p05(), total.p05(), span),
                between(first.median(), total.median(), span),
                between(first.p95(), total.p95(), span));
    }

    private static double between(double from, double to, double share) {
        return from + share * Math.max(0, to - from);
    }

    private static Spread mixed(double share, Spread kept, Spread handed) {
        double median = (1 - share) * kept.median() + share * handed.median();
        double low = share < 1 - RARE ? kept.p05() : handed.p05();
        double high = share > RARE ? Math.max(kept.p95(), handed.p95()) : kept.p95();
        return new Spread(
                Math.min(median, share > RARE ? Math.min(low, handed.p05()) : low),
                median,
                Math.max(median, high));
    }

    private static Spread sum(Spread a, Spread b) {
        return new Spread(a.p05() + b.p05(), a.median() + b.median(), a.p95() + b.p95());
    }

    private static Spread times(double factor, Spread spread) {
        return new Spread(factor * spread.p05(), factor * spread.median(), factor * spread.p95());
    }
}
