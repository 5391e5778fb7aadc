package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailFinderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@example.com",
                "jane.doe+news@mail.example.co.uk",
                "o'neil@example.ie",
                "x@a.io",
                "jürgen@müller.de",
                "用户@例子.公司",
                "a_b-c@xn--bcher-kva.example"
            })
    void anAddressIsFoundAmongWordsAndSigns(String address) {
        assertThat(Found.of(Kind.EMAIL, "Write to <" + address + ">, please."))
                .containsExactly(address);
        assertThat(Found.of(Kind.EMAIL, "是" + " " + address + ".")).containsExactly(address);
        assertThat(Found.of(Kind.EMAIL, "mailto:" + address)).containsExactly(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Override public",
                "user@localhost",
                "icon@2x.png",
                "left-pad@1.3.0",
                "a@b",
                "@example.com",
                "jane@",
                "jane.@example.com",
                "jane@.com",
                "jane@example..com",
                "git clone git@code.example.com:team/app.git",
                "x @ y . com"
            })
    void whatOnlyLooksLikeOneIsNot(String text) {
        assertThat(Found.of(Kind.EMAIL, text)).isEmpty();
    }

    @Test
    void twoAddressesAreTwo() {
        assertThat(Found.of(Kind.EMAIL, "a@b.org;c@d.org")).containsExactly("a@b.org", "c@d.org");
    }

    @Test
    void aFullStopAfterTheAddressIsNotPartOfIt() {
        assertThat(Found.of(Kind.EMAIL, "It is a@b.org...")).containsExactly("a@b.org");
    }
}
