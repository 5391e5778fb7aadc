package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.MeasuredSpeed.Batch;
import dev.fogline.cost.MeasuredSpeed.FirstToken;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredSpeedTest {

    private static final List<Batch> ALONE = List.of(new Batch(1, 50));

    @Test
    void twoPromptsMakeALine() {
        // 480 tokens more take 960 ms more
        MeasuredSpeed speed = through(new FirstToken(32, 74), new FirstToken(512, 1_034));

        assertThat(speed.prefillMillisPerToken()).isEqualTo(2, within(1e-12));
        assertThat(speed.overheadMillis()).isEqualTo(10, within(1e-9));
        assertThat(speed.interTokenMillis()).isEqualTo(20);
    }

    @Test
    void overheadIsNeverNegative() {
        MeasuredSpeed speed = through(new FirstToken(100, 10), new FirstToken(200, 400));

        assertThat(speed.prefillMillisPerToken()).isEqualTo(2);
        assertThat(speed.overheadMillis()).isZero();
    }

    @Test
    void aLongerPromptThatCameSoonerLeavesOnlyOverhead() {
        MeasuredSpeed speed = through(new FirstToken(32, 7), new FirstToken(64, 6));

        assertThat(speed.prefillMillisPerToken()).isZero();
        assertThat(speed.overheadMillis()).isEqualTo(6);
    }

    @Test
    void equalPromptsMakeNone() {
        assertThatThrownBy(() -> through(new FirstToken(32, 7), new FirstToken(32, 8)))
                .hasMessage("prompts of 32 and 32 tokens make no line");
    }

    @Test
    void eachFurtherAnswerMakesAStepLonger() {
        // 20 ms alone; five together in 40 ms, 20 more for 4 more
        var batches = List.of(new Batch(1, 50), new Batch(5, 125));

        assertThat(new MeasuredSpeed(1, 1, batches, 1).runningShare())
                .isEqualTo(0.25, within(1e-12));
        assertThat(new MeasuredSpeed(1, 1, ALONE, 1).runningShare()).isZero();
        var free = List.of(new Batch(1, 50), new Batch(4, 400));
        assertThat(new MeasuredSpeed(1, 1, free, 1).runningShare()).isZero();
    }

    @Test
    void aSpeedOfOneAnswerIsNeeded() {
        assertThatThrownBy(() -> new MeasuredSpeed(1, 1, List.of(new Batch(2, 50)), 1))
                .hasMessageStartingWith("no decoding speed of one answer");
        assertThatThrownBy(() -> new Batch(1, 0)).hasMessage("answers 1, tokensPerSecond 0.0");
    }

    private static MeasuredSpeed through(FirstToken shorter, FirstToken longer) {
        return MeasuredSpeed.through(shorter, longer, ALONE, 500);
    }
}
