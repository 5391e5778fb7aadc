package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.Features;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionKindTest {

    @Test
    void questionsThatBeginAlikeAreOfOneKind() {
        assertThat(kind("  What is the capital of Peru?")).isEqualTo(kind("what is a quark?"));
        assertThat(kind("Write a long story")).isNotEqualTo(kind("what is a quark?"));
    }

    @Test
    void theSizeOfTheQuestionMatters() {
        String rest = " it".repeat(20);

        assertThat(kind("summarise" + rest)).isEqualTo(kind("summarise") + 16);
        assertThat(kind("summarise" + rest.repeat(5))).isEqualTo(kind("summarise") + 32);
        assertThat(kind("summarise" + rest.repeat(40))).isEqualTo(kind("summarise") + 48);
    }

    @Test
    void theFormOfTheAnswerMatters() {
        assertThat(QuestionKind.of("list them", Set.of(Ability.JSON)))
                .isNotEqualTo(QuestionKind.of("list them", Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234", "\uD83D\uDE00", "ÄÖÜ ß", "x"})
    void everyTextHasAKind(String question) {
        assertThat(kind(question)).isBetween(0, Features.KINDS - 1);
    }

    private static int kind(String question) {
        return QuestionKind.of(question, Set.of());
    }
}
