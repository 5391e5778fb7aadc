package dev.fogline.backend.llamacpp.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.binding.PromptSpan.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpecialTextsTest {

    private static final PromptSpan MARKUP = new PromptSpan(Kind.MARKUP, "<|end|>\n");

    private final SpecialTexts special = new SpecialTexts(Set.of("<|end|>", "<s>", "[INST]"));

    @Test
    void aTemplateMayWriteThem() {
        assertThat(special.readInText(List.of(MARKUP, text("a < b [s]"), MARKUP))).isFalse();
        assertThat(special.readInText(List.of(MARKUP))).isFalse();
        assertThat(special.readInText(List.of())).isFalse();
    }

    @Test
    void aPersonMayNot() {
        assertThat(special.readInText(List.of(MARKUP, text("a <|end|> b"), MARKUP))).isTrue();
        assertThat(special.readInText(List.of(text("<s>")))).isTrue();
    }

    @Test
    void norInPieces() {
        assertThat(special.readInText(List.of(text("[IN"), text("ST]")))).isTrue();
        assertThat(special.readInText(List.of(text("<"), new PromptSpan(Kind.MARKUP, "s>"))))
                .isTrue();
        assertThat(special.readInText(List.of(new PromptSpan(Kind.MARKUP, "<s"), text(">"))))
                .isTrue();
    }

    @Test
    void aVocabularyMayHaveNone() {
        assertThat(new SpecialTexts(Set.of()).readInText(List.of(text("<s>")))).isFalse();
    }

    private static PromptSpan text(String text) {
        return new PromptSpan(Kind.TEXT, text);
    }
}
