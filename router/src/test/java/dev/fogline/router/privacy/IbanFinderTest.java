package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers are the examples of the IBAN registry.
class IbanFinderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GB29NWBK60161331926819",
                "GB29 NWBK 6016 1331 9268 19",
                "gb29nwbk60161331926819",
                "DE89370400440532013000",
                "FR1420041010050500013M02606",
                "NO9386011117947",
                "MT84MALT011000012345MTLCAST001S",
                "CH93-0076-2011-6238-5295-7"
            })
    void anExampleOfTheRegistryIsFound(String number) {
        assertThat(Found.of(Kind.IBAN, "IBAN:" + number + ".")).containsExactly(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GB29NWBK60161331926818", // check digits
                "GB29NWBK6016133192681", // a character less
                "GB29NWBK601613319268190", // a character more
                "ZZ29NWBK60161331926819", // no such country
                "XGB29NWBK60161331926819",
                "GB29  NWBK 6016 1331 9268 19"
            })
    void aNearMissIsNot(String text) {
        assertThat(Found.of(Kind.IBAN, text)).isEmpty();
    }
}
