package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Clouds at 1000 nano-dollars a prompt token and 2000 a generated one; the answer was given by the
/// last of them, after 10 tokens of prompt and with 4 of its own.
class SpentTest {

    private static final Attempt.Served SERVED =
            new Attempt.Served(
                    Stage.at(2),
                    new Timings(1, 2),
                    new Answer(FinishReason.STOP, Usage.counted(10, 4), "m2"));
    private static final long SERVED_NANO_USD = 10_000 + 8_000;

    @Test
    void anAnswerAtTheFirstTryCostsItsTokens() {
        assertThat(nanoUsd()).isEqualTo(SERVED_NANO_USD);
    }

    @Test
    void whoGaveTheBeginningIsPaidToo() {
        // 3 pieces, the second two of them while the prompt had one piece more
        assertThat(nanoUsd(failed(0, FaultKind.BROKEN_STREAM, 1), failed(1, FaultKind.TIMEOUT, 2)))
                .isEqualTo(SERVED_NANO_USD + (7_000 + 2_000) + (8_000 + 4_000));
    }

    @Test
    void aPromptThatWasReadForNothingIsPaid() {
        assertThat(nanoUsd(failed(0, FaultKind.TIMEOUT, 0))).isEqualTo(SERVED_NANO_USD + 10_000);
    }

    @Test
    void whoLostARaceIsPaid() {
        assertThat(nanoUsd(new Attempt.Cancelled(Stage.at(0), 5, 0)))
                .isEqualTo(SERVED_NANO_USD + 10_000);
    }

    @Test
    void whoRefusedIsNot() {
        assertThat(nanoUsd(failed(0, FaultKind.OVERLOADED, 0), failed(1, FaultKind.UNAVAILABLE, 0)))
                .isEqualTo(SERVED_NANO_USD);
    }

    @Test
    void dollarsHaveNineDecimals() {
        assertThat(Spent.usd(new Outcome.Completed(SERVED, List.of(SERVED))))
                .isEqualTo("0.000018000");
    }

    private static long nanoUsd(Attempt... before) {
        var attempts = new ArrayList<>(List.of(before));
        attempts.add(SERVED);
        return Spent.nanoUsd(new Outcome.Completed(SERVED, attempts));
    }

    private static Attempt failed(int option, FaultKind kind, int chunksSent) {
        Option.Single asked = Stage.at(option);
        return new Attempt.Failed(asked, Fault.of(kind, "no"), 1, chunksSent);
    }
}
