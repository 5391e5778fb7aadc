package dev.fogline.edge.online;

import dev.fogline.cost.FirstSpeed;
import dev.fogline.cost.LearningEstimator;
import dev.fogline.cost.Times;
import dev.fogline.cost.accuracy.Latencies;
import dev.fogline.cost.accuracy.Outturn;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.router.Lesson;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// A request of the load beside what the node made of it.
///
/// @param ask what was asked
/// @param lesson what its node learnt from it
/// @param outturn what had been predicted, and what it took
record Replay(Ask ask, Lesson lesson, Outturn outturn) {

    /// The tokens it came to.
    Usage usage() {
        return lesson.measured().usage();
    }

    /// Learns a journal once more from nothing, and has every request predicted by the estimator
    /// that decided about it: the one that had learnt from nothing that ended later.
    ///
    /// @param node whose journal it is
    /// @param lessons all of it, in order
    /// @param asked the requests to be judged, by the ids of their decisions; others only teach
    /// @param speeds that it started from, by `backend/model`
    /// @return in the order they ended
    static List<Replay> of(
            Target.Door node,
            List<Lesson> lessons,
            Map<String, Ask> asked,
            Map<String, FirstSpeed> speeds) {
        var estimators = new ArrayList<LearningEstimator>();
        estimators.add(LearningEstimator.withQuality(QualityModel.UNKNOWN).startingFrom(speeds));
        var replays = new ArrayList<Replay>();
        for (Lesson lesson : lessons) {
            Ask ask = asked.get(lesson.id());
            if (ask != null) {
                int known = (int) Math.min(lesson.estimatorSequence(), estimators.size() - 1L);
                replays.add(
                        new Replay(
                                ask,
                                lesson,
                                outturn(node, estimators.get(known), lesson.measured())));
            }
            estimators.add(estimators.getLast().learn(lesson.measured()));
        }
        return List.copyOf(replays);
    }

    private static Outturn outturn(
            Target.Door node, LearningEstimator estimator, Measured measured) {
        Times times = estimator.timesGiven(measured);
        return new Outturn(
                name(node) + ": " + measured.backend() + "/" + measured.model(),
                new Latencies(
                        times.firstTokenMillis().median(),
                        times.totalMillis().median(),
                        OptionalDouble.of(times.interTokenMillis())),
                Latencies.measured(measured.timings(), measured.usage().outputTokens()),
                measured.predicted().totalMillis());
    }

    private static String name(Target.Door node) {
        return switch (node) {
            case EDGE -> "edge";
            case CLOUD -> "cloud";
        };
    }
}
