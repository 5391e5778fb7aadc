package dev.fogline.cost.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.quality.Graded;
import dev.fogline.spi.CascadeRule.Stage;
import dev.fogline.spi.CascadeRule.Verdict;
import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DraftFitTest {

    private static final List<DraftExample> EXAMPLES = Drafts.drawn(1_200, 20);
    private static final DraftFit FIT = DraftFit.of(EXAMPLES);
    private static final double THRESHOLD = 0.5;

    /// Of the drafts 0.6 are good; of these one in twenty looks doubtful, of the others nine in
    /// ten.
    @Test
    void tellsGoodDraftsFromBadOnes() {
        assertThat(FIT.auc()).isGreaterThan(0.93);
        assertThat(FIT.calibrationError()).isLessThan(0.05);
    }

    @Test
    void looksAtDraftsThatAreLongEnough() {
        assertThat(FIT.model().stages())
                .extracting(DraftStage::tokens)
                .containsExactly(4, 8, 16, DraftStage.END);
    }

    /// Unsure tokens come after ten: before that hardly any draft is decided about.
    @Test
    void whatIsDecidedEarlyIsWhatTheEndSays() {
        int early = 0;
        int agreed = 0;
        for (DraftExample example : Drafts.drawn(2_000, 20)) {
            DraftTrial trial = DraftTrial.of(FIT.model(), example, THRESHOLD, Integer.MAX_VALUE);
            if (trial.tokens() < 20) {
                early++;
                Verdict end =
                        FIT.model()
                                .judge(
                                        example.expected(),
                                        example.tokens(),
                                        Stage.ENDED,
                                        THRESHOLD);
                agreed += end == trial.verdict() ? 1 : 0;
            }
        }
        assertThat(early).isGreaterThan(400);
        assertThat((double) agreed / early).isGreaterThan(0.9);
    }

    @Test
    void aFullDraftIsDecidedAbout() {
        List<TokenStatistics> draft = Drafts.draft(6, false, new Random(2));

        assertThat(FIT.model().judge(0.5, draft, Stage.FULL, THRESHOLD))
                .isNotEqualTo(Verdict.UNDECIDED);
        assertThat(FIT.model().judge(0.5, draft.subList(0, 1), Stage.GROWING, THRESHOLD))
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void theHigherTheThresholdTheMoreIsHandedOverAndTheBetterIsWhatIsKept() {
        double before = 0;
        double quality = 0;
        for (double threshold = 0.05; threshold < 1; threshold += 0.05) {
            DraftModel.Prospect prospect = FIT.model().prospect(0.6, threshold);
            assertThat(prospect.handOver()).isBetween(before, 1.0);
            if (prospect.handOver() < 1) {
                assertThat(prospect.keptQuality()).isBetween(quality, 1.0);
                quality = prospect.keptQuality();
            }
            before = prospect.handOver();
        }
        assertThat(before).isPositive();
    }

    /// What is expected to be handed over, on average over all prompts, is what is handed over.
    @Test
    void theProspectComesTrue() {
        double expected = 0;
        int handedOver = 0;
        for (DraftExample example : EXAMPLES) {
            expected += FIT.model().prospect(example.expected(), THRESHOLD).handOver();
            Verdict end =
                    FIT.model().judge(example.expected(), example.tokens(), Stage.ENDED, THRESHOLD);
            handedOver += end == Verdict.HAND_OVER ? 1 : 0;
        }
        assertThat(expected / EXAMPLES.size())
                .isCloseTo((double) handedOver / EXAMPLES.size(), within(0.05));
    }

    @Test
    void equalExamplesMakeAnEqualFit() {
        assertThat(DraftFit.of(EXAMPLES)).isEqualTo(FIT);
    }

    /// The answers of "m" to the first ones have no tokens, and "n" was asked the others too.
    @Test
    void ofGradedPromptsThoseWithTokensOfTheModelCount() {
        var graded = new ArrayList<Graded>();
        var tokens = new ArrayList<List<TokenStatistics>>();
        for (int i = 0; i < EXAMPLES.size(); i++) {
            DraftExample one = EXAMPLES.get(i);
            boolean other = i % 3 == 2;
            graded.add(new Graded(Terms.of(i % 7), Map.of(other ? "n" : "m", one.grade())));
            tokens.add(i < 300 ? List.of() : one.tokens());
        }

        DraftFit fit = DraftFit.of(graded, "m", tokens).orElseThrow();

        assertThat(fit.auc()).isBetween(0.85, 0.97); // topics tell nothing, tokens much
        assertThat(DraftFit.of(graded.subList(0, 440), "m", tokens)).isEmpty();
        assertThat(DraftFit.of(graded, "o", tokens)).isEmpty();
    }

    @Test
    void tooFewDraftsOrOneKindTeachNothing() {
        assertThatThrownBy(() -> DraftFit.of(EXAMPLES.subList(0, 99)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("99 drafts");
        List<DraftExample> good = EXAMPLES.stream().filter(one -> one.grade() == 1).toList();
        assertThatThrownBy(() -> DraftFit.of(good)).isInstanceOf(IllegalArgumentException.class);
    }
}
