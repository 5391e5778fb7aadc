package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.QualityFit.Graded;
import dev.fogline.spi.request.Terms;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldOutTest {

    @Test
    void aTermThatTellsEverythingSeparatesPerfectly() {
        List<Graded> examples =
                IntStream.range(0, 50)
                        .mapToObj(i -> new Graded(Terms.of(i % 3), i % 3 == 0 ? 1 : 0))
                        .toList();

        assertThat(HeldOut.of(examples, 0.001).auc()).isEqualTo(1);
    }

    /// Prompts without terms all get the base rate of the other folds: 8 of 16 in each fold, so ln
    /// 2 and no order.
    @Test
    void withoutTermsThereIsOnlyTheBaseRate() {
        List<Graded> examples =
                IntStream.range(0, 20)
                        .mapToObj(i -> new Graded(Terms.NONE, i < 10 ? 1 : 0))
                        .toList();

        HeldOut heldOut = HeldOut.of(examples, 0.001);

        assertThat(heldOut.auc()).isEqualTo(0.5);
        assertThat(heldOut.logLoss()).isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void refusesFewerExamplesThanFolds() {
        assertThatThrownBy(() -> HeldOut.of(List.of(), 0.1))
                .hasMessage("0 examples are fewer than 5 folds");
    }
}
