package dev.fogline.edge.online;

import dev.fogline.cost.accuracy.Latencies;
import dev.fogline.cost.accuracy.Outturn;
import dev.fogline.edge.online.Ask.Delivery;
import dev.fogline.edge.online.Ask.Phase;
import dev.fogline.edge.online.Target.Door;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Spread;
import java.util.OptionalInt;

final class Samples {

    static final Target SMALL = new Target(Door.EDGE, "device/small", 1, 60, 64);

    private Samples() {}

    static Ask ask(int index, Phase phase, OptionalInt repeated) {
        return new Ask(index, phase, SMALL, "hello", 11, Delivery.STREAM, repeated);
    }

    /// Eleven tokens, half of the time to the first.
    static Replay replay(Ask ask, double predictedMillis, double measuredMillis) {
        return new Replay(
                ask,
                Usage.counted(20, 11),
                new Outturn(
                        "edge: device/small",
                        Latencies.measured(predictedMillis / 2, predictedMillis, 11),
                        Latencies.measured(measuredMillis / 2, measuredMillis, 11),
                        Spread.exactly(predictedMillis)));
    }
}
