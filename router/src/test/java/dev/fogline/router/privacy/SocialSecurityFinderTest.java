package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocialSecurityFinderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123-45-6789",
                "899 99 9999",
                "001-01-0001",
                "AB123456C",
                "AB 12 34 56 C",
                "ab123456d",
                "12345678Z",
                "X1234567L",
                "RSSMRA85T10A562S",
                "255081416802538",
                "2 55 08 14 168 025 38",
                "11010519491231002X"
            })
    void aProperNumberIsFound(String number) {
        assertThat(Found.of(Kind.SOCIAL_SECURITY, "No. " + number + ", thanks"))
                .containsExactly(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000-45-6789",
                "666-45-6789",
                "900-45-6789",
                "123-00-6789",
                "123-45-0000",
                "078-05-1120",
                "123-45-67890",
                "1123-45-6789",
                "123-45 6789",
                "12-123-45-6789",
                "123456789", // nothing says what it is
                "DA123456C",
                "AO123456C",
                "GB123456C",
                "AB123456E",
                "AB12345C",
                "12345678A",
                "1450–1750 C.E.", // the letter would be right
                "RSSMRA85T10A562T",
                "255081416802539",
                "110105194912310021"
            })
    void aNearMissIsNot(String text) {
        assertThat(Found.of(Kind.SOCIAL_SECURITY, text)).isEmpty();
    }

    @Test
    void nineDigitsCountBesideTheName() {
        assertThat(Found.of(Kind.SOCIAL_SECURITY, "My SSN is 123456789."))
                .containsExactly("123456789");
    }

    @Test
    void aCanadianNumberCountsBesideTheNameAndWithItsCheckDigit() {
        assertThat(Found.of(Kind.SOCIAL_SECURITY, "SIN: 046 454 286"))
                .containsExactly("046 454 286");
        assertThat(Found.of(Kind.SOCIAL_SECURITY, "SIN: 046 454 287")).isEmpty();
        assertThat(Found.of(Kind.SOCIAL_SECURITY, "046 454 286")).isEmpty();
    }
}
