package dev.fogline.edge.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.cascade.DraftModel;
import dev.fogline.cost.cascade.DraftStage;
import dev.fogline.cost.cascade.Forecast;
import dev.fogline.cost.cascade.TokenStatistics;
import dev.fogline.cost.routing.Routed;
import dev.fogline.edge.demo.Question;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Four questions of two tokens, 10 ms each on the edge; the cloud is right in all but the last.
class OperationTest {

    private static final TokenStatistics SURE = new TokenStatistics(-0.01, 5, 0.1);
    private static final TokenStatistics UNSURE = new TokenStatistics(-2, 0.1, 1.5);

    private static final List<Judged> JUDGED =
            List.of(
                    judged(1, 1, 0.5, SURE),
                    judged(0, 1, 0.5, UNSURE),
                    judged(0, 1, 0.9, UNSURE),
                    judged(1, 0, 0.9, SURE));

    /// Surprise of the least probable token: good below 0.7 nats. What the prompt says is ignored.
    private static final DraftModel BY_SURPRISE = model();

    @Test
    void thePromptAloneSendsWhatItExpectsToBeBetterInTheCloud() {
        Operation prompt = Operation.byPrompt("prompt", JUDGED, 0.3);

        // 0.95 - 0.5 is above 0.3: the first two are sent
        assertThat(prompt.cloudShare()).isEqualTo(0.5);
        assertThat(prompt.accuracy()).isEqualTo(0.75);
        assertThat(prompt.edgeSeconds()).isCloseTo(0.02, within(1e-12));
        assertThat(prompt.extraEdgeSeconds()).isZero();
    }

    @Test
    void theCascadePaysForEveryDraft() {
        Operation cascade = Operation.cascade(JUDGED, BY_SURPRISE, 0.45, 100);

        // threshold 0.95 - 0.45 = 0.5: those that hesitated are handed over
        assertThat(cascade.cloudShare()).isEqualTo(0.5);
        assertThat(cascade.accuracy()).isEqualTo(1);
        assertThat(cascade.edgeSeconds()).isCloseTo(0.04, within(1e-12));
        assertThat(cascade.extraEdgeSeconds()).isCloseTo(0.02, within(1e-12));
        assertThat(cascade.draftedShare()).isEqualTo(1);
    }

    @Test
    void whatIsHeldBackForOneTokenIsJudgedByIt() {
        Operation cascade = Operation.cascade(JUDGED, BY_SURPRISE, 0.45, 1);

        assertThat(cascade.cloudShare()).isEqualTo(0.5);
        assertThat(cascade.extraEdgeSeconds()).isCloseTo(0.01, within(1e-12));
        assertThat(cascade.heldShare()).isEqualTo(0.5);
    }

    @Test
    void theEndsAreTheTwoModels() {
        assertThat(Operation.byPrompt("edge", JUDGED, 1).accuracy()).isEqualTo(0.5);
        assertThat(Operation.byPrompt("cloud", JUDGED, -1).accuracy()).isEqualTo(0.75);
    }

    @Test
    void asGoodAsTheCloudIsTheLeastShareThatHasItsGain() {
        List<Routed> drafts =
                List.of(
                        new Routed(0, 1, 4),
                        new Routed(0, 1, 3),
                        new Routed(1, 1, 2),
                        new Routed(1, 0, 1));

        // the cloud alone gains one in all, which the first question has
        assertThat(CascadeFigures.shareForCloud(drafts)).isEqualTo(0.25);
        assertThat(CascadeFigures.accuracyAt(drafts, 0.5)).isEqualTo(1);
        assertThat(CascadeFigures.accuracyAt(drafts, 1)).isEqualTo(0.75);
    }

    private static Judged judged(
            double edge, double cloud, double expected, TokenStatistics second) {
        var question = new Question("q", "", "prompt", List.of("answer"));
        Usage usage = Usage.counted(10, 2);
        return new Judged(
                new Examined(
                        question,
                        Terms.NONE,
                        new Answered(edge, List.of(second, second), usage, 10),
                        new Answered(cloud, List.of(), usage, 30)),
                expected,
                0.95,
                0.5);
    }

    /// logit = 10 * (ln 1.7 - ln(1 + surprise))
    private static DraftModel model() {
        var weights = new ArrayList<>(Collections.nCopies(19, 0.0));
        weights.set(1, -10.0);
        weights.set(18, 10 * Math.log(1.7));
        var end = new DraftStage(DraftStage.END, weights, new Forecast(0, 1, List.of(0.0)));
        return new DraftModel(
                List.of(end), new Forecast(0, 1, List.of(0.0)), new DraftModel.Spans(1, 1));
    }
}
