package dev.fogline.backend.llamacpp.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTextTest {

    @Test
    void takesLiteralsInBothQuotesWithTheirEscapes() {
        assertThat(TemplateText.of("{{ 'it\\'s' + m[\"role\"] + '\\n' }}"))
                .containsExactly("it's", "role", "\n");
    }

    @Test
    void takesWhatIsOutsideOfTagsWithAndWithoutWhiteSpace() {
        assertThat(TemplateText.of("{% if x %}\n<|user|>\n{{ y }}"))
                .containsExactlyInAnyOrder("\n<|user|>\n", "<|user|>\n", "\n<|user|>", "<|user|>");
    }

    @Test
    void leavesOutComments() {
        assertThat(TemplateText.of("a{# 'b' #}c")).containsExactly("a", "c");
    }

    @Test
    void survivesATemplateThatIsCutOff() {
        assertThat(TemplateText.of("{{ 'a")).containsExactly("a");
        assertThat(TemplateText.of("a{")).containsExactly("a{");
    }
}
