package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.spi.request.Sampling;
import org.junit.jupiter.api.Test;

class GrammarsTest {

    @Test
    void whatIsPreparedIsNotReadFromTheModelAgain() throws Exception {
        Model model = DemoModel.edge();
        var grammars = new Grammars(model);
        grammars.prepare();
        model.close();

        assertThatCode(() -> grammars.reader(Grammar.whole("root ::= \"a\""), any()))
                .doesNotThrowAnyException();
    }

    @Test
    void aModelThatIsClosedMeanwhileEndsThePreparation() {
        Model model = DemoModel.edge();
        var grammars = new Grammars(model);
        model.close();

        assertThatThrownBy(grammars::prepare).isInstanceOf(IllegalStateException.class);
    }

    private static Generation any() {
        return Generation.of(new Prompt.Tokens(new int[1]), 1, Sampling.GREEDY, 0);
    }
}
