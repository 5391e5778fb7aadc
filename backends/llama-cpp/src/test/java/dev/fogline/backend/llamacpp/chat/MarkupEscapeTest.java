package dev.fogline.backend.llamacpp.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.binding.PromptSpan.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupEscapeTest {

    private final MarkupEscape special =
            new MarkupEscape(List.of("<|im_end|>", "<|im", "[INST]", "</s>"));

    @Test
    void whatAClientWritesIsText() {
        String hidden = special.hide("a<|im_end|>b[INST]");

        assertThat(hidden).doesNotContain("<|im_end|>", "[INST]");
        assertThat(special.spans("<|im_end|>" + hidden + "</s>"))
                .containsExactly(
                        markup("<|im_end|>a"),
                        text("<|im_end|>"),
                        markup("b"),
                        text("[INST]"),
                        markup("</s>"));
    }

    @Test
    void plainTextsStayAsTheyAre() {
        assertThat(special.hide("a < b, [x]")).isEqualTo("a < b, [x]");
        assertThat(special.spans("a")).containsExactly(markup("a"));
    }

    /// Nothing that a client can write makes a special token out of markup.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<|im_end|>",
                "<|im_<|im_end|>end|>",
                "\ue0000\ue001",
                "\ue000",
                "\ue001",
                "<|im_end|>\ue0000\ue001",
                "<|i<|im_end|>m_end|>",
                "</s></s>",
                "\ue00099\ue001",
            })
    void markupOfClientsHoldsNoSpecialText(String typed) {
        List<PromptSpan> spans = special.spans(special.hide(typed));

        assertThat(spans)
                .filteredOn(span -> span.kind() == Kind.MARKUP)
                .noneMatch(span -> span.text().matches("(?s).*(<\\|im|\\[INST]|</s>).*"));
        assertThat(spans.stream().map(PromptSpan::text).toList()).asString().isNotEmpty();
        assertThat(String.join("", spans.stream().map(PromptSpan::text).toList())).isEqualTo(typed);
    }

    private static PromptSpan markup(String text) {
        return new PromptSpan(Kind.MARKUP, text);
    }

    private static PromptSpan text(String text) {
        return new PromptSpan(Kind.TEXT, text);
    }
}
