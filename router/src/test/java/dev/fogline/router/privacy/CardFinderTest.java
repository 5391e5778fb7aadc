package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers are those that the networks publish for tests.
class CardFinderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4222222222222",
                "5555555555554444",
                "2223003122003222",
                "378282246310005",
                "3782 822463 10005",
                "30569309025904",
                "6011111111111117",
                "3530111333300000",
                "6304000000000000",
                "6200000000000005"
            })
    void aNumberOfANetworkIsFound(String number) {
        assertThat(Found.of(Kind.CARD, "(" + number + ")")).containsExactly(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112", // check digit
                "41111111111111111", // a digit more
                "9111111111111111", // nobody's
                "1234567890123456",
                "978-3-16-148410-0", // a book
                "4111 1111-1111 1111", // two separators
                "390 4111 1111 1111 1111", // a table
                "5401 5402 5403 5404 5405",
                "411 111 111 111 1111", // grouped as no card is
                "0.4111111111111111", // a fraction
                "a4111111111111111",
                "4111111111111111b"
            })
    void aNearMissIsNot(String text) {
        assertThat(Found.of(Kind.CARD, text)).isEmpty();
    }

    @Test
    void anUnknownIssuersNumberCountsBesideAWordForCards() {
        assertThat(Found.of(Kind.CARD, "9111 1111 1111 1110")).isEmpty();
        assertThat(Found.of(Kind.CARD, "Card: 9111 1111 1111 1110"))
                .containsExactly("9111 1111 1111 1110");
    }

    @Test
    void whatFollowsTheNumberIsNotPartOfIt() {
        assertThat(Found.of(Kind.CARD, "4111 1111 1111 1111 737 12/28"))
                .containsExactly("4111 1111 1111 1111");
    }

    @Test
    void digitsOfOtherScriptsCount() {
        assertThat(Found.of(Kind.CARD, "４１１１１１１１１１１１１１１１")).hasSize(1);
    }
}
