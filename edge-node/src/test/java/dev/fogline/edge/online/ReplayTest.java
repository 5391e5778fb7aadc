package dev.fogline.edge.online;

import static dev.fogline.edge.online.Samples.ask;
import static dev.fogline.edge.online.Samples.lesson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.accuracy.Latency;
import dev.fogline.edge.online.Ask.Phase;
import dev.fogline.edge.online.Target.Door;
import dev.fogline.router.Lesson;
import dev.fogline.spi.answer.Usage;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final Ask ASK = ask(0, Phase.STEADY, OptionalInt.empty());

    @Test
    void aRequestDoesNotTeachItsOwnPrediction() {
        Lesson slow = lesson("a", 0, 1_000);

        double alone = predicted(List.of(slow));
        double after = predicted(List.of(lesson("b", 0, 10), lesson("a", 0, 10)));

        assertThat(after).isEqualTo(alone);
    }

    @Test
    void whatHadEndedBeforeTheDecisionDoes() {
        List<Lesson> lessons = List.of(lesson("b", 0, 100_000), lesson("a", 1, 10));

        assertThat(predicted(lessons)).isGreaterThan(2 * predicted(List.of(lesson("a", 0, 10))));
    }

    @Test
    void onlyWhatWasAskedIsJudged() {
        List<Replay> replays =
                Replay.of(
                        Door.EDGE,
                        List.of(lesson("b", 0, 10), lesson("a", 1, 10)),
                        Map.of("a", ASK),
                        Map.of());

        assertThat(replays).extracting(Replay::ask).containsExactly(ASK);
    }

    @Test
    void whatWasMeasuredIsTakenOver() {
        Replay replay =
                Replay.of(Door.CLOUD, List.of(lesson("a", 0, 20)), Map.of("a", ASK), Map.of())
                        .getFirst();

        assertThat(replay.usage()).isEqualTo(Usage.counted(10, 11));
        assertThat(replay.outturn().candidate()).isEqualTo("cloud: device/small");
        assertThat(replay.outturn().measured().of(Latency.TTFT)).hasValue(20);
        assertThat(replay.outturn().measured().of(Latency.TPOT).orElseThrow())
                .isEqualTo(2, within(1e-12));
        assertThat(replay.outturn().total().median()).isEqualTo(30);
    }

    private static double predicted(List<Lesson> lessons) {
        return Replay.of(Door.EDGE, lessons, Map.of("a", ASK), Map.of())
                .getFirst()
                .outturn()
                .predicted()
                .totalMillis();
    }
}
