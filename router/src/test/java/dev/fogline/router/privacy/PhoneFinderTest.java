package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers are from the ranges that regulators keep for fiction.
class PhoneFinderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1 212 555 0123",
                "+12125550123",
                "+44 20 7946 0123",
                "+46 (0)8 465 004 12",
                "+49-30-23125-123",
                "0044 20 7946 0123",
                "212-555-0123",
                "(212) 555-0123",
                "(212)555-0123",
                "212.555.0123",
                "1-212-555-0123",
                "020 7946 0123",
                "01632 960 123",
                "06.39.98.01.23",
                "(02) 5550 1234"
            })
    void theFormAloneIsEnough(String number) {
        assertThat(Found.of(Kind.PHONE, "Well: " + number + ", " + "thanks"))
                .containsExactly(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2125550123", "555 0123", "699 956 915", "60-56-85-91", "9472 7916"})
    void aFormThatOthersHaveNeedsAWordBesideIt(String number) {
        assertThat(Found.of(Kind.PHONE, "Call me: " + number)).containsExactly(number);
        assertThat(Found.of(Kind.PHONE, "Mein Telefon:\n" + number)).containsExactly(number);
        assertThat(Found.of(Kind.PHONE, number + " (office)")).containsExactly(number);
        assertThat(Found.of(Kind.PHONE, "There are " + number + " of them")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1999-12-31",
                "1999-12-31 15",
                "MA 02110-1301",
                "7f 45 02 01 01 00 00 00",
                "0000.0032.0002",
                "call f(600000.0)",
                "mask 00000010  02 00 01",
                "31.12.1999",
                "1914-1918",
                "0.123456789",
                "3.14159 26535",
                "0-306-40615-2",
                "978-0-306-40615-7",
                "1 250 000",
                "$212-555-0123",
                "x+12125550123",
                "123-45-6789",
                "f(12) + 345",
                "12345678901234567890",
                "call f(1000000) with 1 000 000",
                "call it in 2019-2020"
            })
    void anotherNumberIsNone(String text) {
        assertThat(Found.of(Kind.PHONE, text)).isEmpty();
    }
}
