package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressFinderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "10.0.0.1",
                "192.168.100.200",
                "2001:db8:0:0:1:0:0:1",
                "2001:db8::1",
                "fe80::1ff:fe23:4567:890a",
                "2001:DB8::",
                "6e40:4041:c617:e898:c11:40d2:c669:2eb4"
            })
    void anAddressIsFound(String address) {
        assertThat(Found.of(Kind.IP_ADDRESS, "from " + address + ", twice"))
                .containsExactly(address);
        assertThat(Found.of(Kind.IP_ADDRESS, "http://" + address + "/x")).containsExactly(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version 1.2.3.4",
                "Version: 1.2.3.4",
                "v1.2.3.4",
                "release 10.0.19041.1",
                "1.2.3",
                "224.0.0.1",
                "ObjectIdentifier(\"2.5.29.19\")",
                "section 2.4.8.19",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.04",
                "127.0.0.1",
                "0.0.0.0",
                "255.255.255.0",
                "std::dec",
                "dec::ace",
                "at 12:30:45",
                "00:1a:2b:3c:4d:5e", // a network card
                "1:2:3:4:5:6:7",
                "::1",
                "2001:db8::1::2",
                "2001:db8::12345"
            })
    void whatOnlyLooksLikeOneIsNot(String text) {
        assertThat(Found.of(Kind.IP_ADDRESS, text)).isEmpty();
    }
}
