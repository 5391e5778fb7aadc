package dev.fogline.edge.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {

    private static final String STREAM =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "9\r\ndata: 1\n\n\r\n"
                    + "20\r\ndata: {\"finish_reason\":\"stop\"}\n\n\r\n"
                    + "e\r\ndata: [DONE]\n\n\r\n"
                    + "0\r\n\r\n";

    private final ResponseReader response = new ResponseReader();

    @Test
    void readsAStreamByteByByte() {
        for (byte next : STREAM.getBytes(StandardCharsets.US_ASCII)) {
            response.take(ByteBuffer.wrap(new byte[] {next}));
        }
        assertThat(response.goodStream(1)).isTrue();
        assertThat(response.goodStream(2)).isFalse();
    }

    @Test
    void aStreamWithoutItsLastChunkIsNotComplete() {
        take(STREAM.substring(0, STREAM.length() - 5));
        assertThat(response.events()).isEqualTo(3);
        assertThat(response.goodStream(1)).isFalse();
    }

    @Test
    void aWholeAnswerMustBeLongEnoughAndFinished() {
        String body = "{\"finish_reason\":\"stop\"}";
        take("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(response.goodWhole(body.length())).isTrue();
        assertThat(response.goodWhole(body.length() + 1)).isFalse();
    }

    @Test
    void anErrorIsNoGoodAnswer() {
        take("HTTP/1.1 503 No\r\ncontent-length: 2\r\n\r\n{}");
        assertThat(response.complete()).isTrue();
        assertThat(response.goodWhole(2)).isFalse();
    }

    private void take(String text) {
        response.take(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
