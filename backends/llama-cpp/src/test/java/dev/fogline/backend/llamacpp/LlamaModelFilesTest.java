package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.model.Capacity;
import dev.fogline.spi.model.Measurement;
import dev.fogline.spi.model.MemoryNeed;
import dev.fogline.spi.model.ModelFacts;
import dev.fogline.spi.model.ModelFileException;
import dev.fogline.spi.model.ModelFiles;
import dev.fogline.spi.model.Trial;
import dev.fogline.spi.request.Ability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LlamaModelFilesTest {

    private final ModelFiles files = new LlamaBackendProvider().modelFiles().orElseThrow();

    @Test
    void tellsWhatTheDemoModelIs() {
        ModelFacts facts = files.inspect(DemoModel.EDGE);

        assertThat(facts.architecture()).isEqualTo("llama");
        assertThat(facts.weights().count()).isEqualTo(283_104);
        assertThat(facts.weights().quantisation()).isEqualTo("Q8_0");
        assertThat(facts.abilities())
                .contains(Ability.CHAT, Ability.COMPLETION)
                .doesNotContain(Ability.TOOLS);
    }

    @Test
    void refusesWhatIsNoModel() {
        assertThatThrownBy(() -> files.inspect(Path.of("pom.xml")))
                .isInstanceOf(ModelFileException.class)
                .hasMessage("pom.xml: not a GGUF file");
    }

    @Test
    void needsTwiceTheCacheForTwiceTheSlots() {
        MemoryNeed one = files.memory(DemoModel.EDGE, new Capacity(512, 1));
        MemoryNeed two = files.memory(DemoModel.EDGE, new Capacity(512, 2));

        assertThat(two.cache()).isEqualTo(2 * one.cache()).isPositive();
        assertThat(two.weights()).isEqualTo(one.weights());
    }

    @Test
    void refusesMoreContextThanTheModelWasTrainedOn() {
        assertThatThrownBy(() -> files.memory(DemoModel.EDGE, new Capacity(513, 1)))
                .hasMessage(
                        DemoModel.EDGE
                                + ": context-tokens 513 is more than the 512 the model was trained on");
    }

    @Test
    void measuresAsManyAnswersAsAreAsked() throws InterruptedException {
        var steps = new ArrayList<Integer>();

        Measurement measured =
                files.measure(
                        DemoModel.EDGE,
                        new Trial(OptionalInt.of(1), 64, 8, 2, 3),
                        (done, of) -> steps.add(10 * of + done));

        assertThat(steps).isEqualTo(List.of(61, 62, 63, 64, 65, 66));
        assertThat(measured.prefillTokensPerSecond()).isPositive();
        assertThat(measured.decodeTokensPerSecond()).isPositive();
        assertThat(measured.firstTokenMillis()).isPositive();
        assertThat(measured.loadMillis()).isPositive();
        assertThat(measured.residentMib()).isGreaterThan(20);
    }

    @Test
    void refusesATrialThatDoesNotFitTheModel() {
        var trial = new Trial(OptionalInt.empty(), 512, 128, 1, 1);

        assertThatThrownBy(() -> files.measure(DemoModel.EDGE, trial, (done, of) -> {}))
                .hasMessage(
                        DemoModel.EDGE
                                + ": prompt and answer are 640 tokens, the model was trained on 512;"
                                + " measure with fewer");
    }
}
