package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFinderTest {

    @ParameterizedTest
    @CsvSource({
        "Ask Dr. Quxley about it, Quxley",
        "Dear Mr Zork Blim, Zork Blim",
        "my name is Zork, Zork",
        "Name: Zork B. Blim, Zork B. Blim",
        "'I met Robert Zork, once', Robert Zork"
    })
    void aNameIsFoundWhereTheTextSaysSo(String text, String name) {
        assertThat(Found.of(Kind.NAME, text)).containsExactly(name);
    }

    @Test
    void otherCapitalisedWordsAreNoNames() {
        assertThat(Found.of(Kind.NAME, "The Eiffel Tower in Paris. My name is not known."))
                .isEmpty();
    }
}
