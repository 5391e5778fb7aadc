package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @Test
    void findsHeadersWhateverTheirCase() throws Exception {
        var head = ResponseHead.of(OK + "X: 1\r\nContent-TYPE:  a/b \r\nX: 2\r\n\r\n");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-type")).contains("a/b");
        assertThat(head.header("x")).contains("1");
        assertThat(head.header("content")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, '', true",
        "HTTP/1.1, 'Connection: Close', false",
        "HTTP/1.0, '', false",
        "HTTP/1.0, 'Connection: keep-alive', true"
    })
    void tellsWhetherTheConnectionStands(String version, String header, boolean stands)
            throws Exception {
        var head = ResponseHead.of(version + " 200 OK\r\n" + header + "\r\n\r\n");
        assertThat(head.keepsAlive()).isEqualTo(stands);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/2 200 OK", "HTTP/1.1 ", "HTTP/1.1 abc", "SSH-2.0-x 200"})
    void refusesWhatIsNoReply(String text) {
        assertThatThrownBy(() -> ResponseHead.of(text)).isInstanceOf(ProtocolException.class);
    }
}
