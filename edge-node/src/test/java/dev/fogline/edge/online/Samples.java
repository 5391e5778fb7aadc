package dev.fogline.edge.online;

import dev.fogline.cost.accuracy.Latencies;
import dev.fogline.cost.accuracy.Outturn;
import dev.fogline.edge.online.Ask.Delivery;
import dev.fogline.edge.online.Ask.Phase;
import dev.fogline.edge.online.Target.Door;
import dev.fogline.router.Lesson;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.util.OptionalInt;
import java.util.Set;

final class Samples {

    static final Target SMALL = new Target(Door.EDGE, "device/small", 1, 60, 64);

    private Samples() {}

    static Ask ask(int index, Phase phase, OptionalInt repeated) {
        return ask(index, phase, 1, repeated);
    }

    static Ask ask(int index, Phase phase, int clients, OptionalInt repeated) {
        return new Ask(index, phase, clients, SMALL, "hello", 11, Delivery.STREAM, repeated);
    }

    private static final Spread NOTHING = Spread.exactly(0);

    /// Ten prompt tokens, eleven of output; half of the time to the first.
    static Lesson lesson(String id, long sequence, double firstMillis) {
        return new Lesson(
                id,
                sequence,
                new Measured(
                        "device",
                        "small",
                        Tier.DEVICE,
                        new Features(
                                40,
                                10,
                                Spread.exactly(11),
                                64,
                                DataClass.PUBLIC,
                                Set.of(),
                                0,
                                0,
                                Terms.NONE),
                        NodeState.ready(0),
                        new Estimate(NOTHING, new Spread(15, 30, 60), NOTHING, NOTHING, 1),
                        new Timings(firstMillis, 2 * firstMillis),
                        Usage.counted(10, 11)));
    }

    private static Latencies times(double totalMillis) {
        return Latencies.measured(new Timings(totalMillis / 2, totalMillis), 11);
    }

    /// Eleven tokens, half of the time to the first.
    static Replay replay(Ask ask, double predictedMillis, double measuredMillis) {
        return new Replay(
                ask,
                lesson("a", 0, measuredMillis / 2),
                new Outturn(
                        "edge: device/small",
                        times(predictedMillis),
                        times(measuredMillis),
                        Spread.exactly(predictedMillis)));
    }
}
