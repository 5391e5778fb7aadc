package dev.fogline.backend.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseDecoderTest {

    private static final String MIXED =
            "\uFEFFdata: größe 漢字 🙂\r\n\r\n: keep-alive\n\nevent: x\nid: 1\ndata:a\rdata: b\r\r"
                    + "data:  two blanks\n\nretry: 5\n\ndata\n\ndata: [DONE]\r\n\r\n";
    private static final List<String> EVENTS =
            List.of("größe 漢字 🙂", "a\nb", " two blanks", "[DONE]");

    @Test
    void givesTheSameEventsWhereverTheBytesAreSplitInThree() {
        byte[] bytes = MIXED.getBytes(UTF_8);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                var decoder = new SseDecoder(1000);
                var events = new ArrayList<String>();
                events.addAll(decoder.feed(bytes, 0, first));
                events.addAll(decoder.feed(bytes, first, second - first));
                events.addAll(decoder.feed(bytes, second, bytes.length - second));
                assertThat(events).as("split at %d and %d", first, second).isEqualTo(EVENTS);
            }
        }
    }

    @Test
    void givesTheSameEventsByteByByte() {
        var decoder = new SseDecoder(1000);
        var events = new ArrayList<String>();
        for (byte one : MIXED.getBytes(UTF_8)) {
            events.addAll(decoder.feed(new byte[] {one}, 0, 1));
        }
        assertThat(events).isEqualTo(EVENTS);
    }

    @Test
    void commentsAreNoEvents() {
        assertThat(feed(new SseDecoder(1000), ": ping\n\n: ping\n\n")).isEmpty();
    }

    @Test
    void givesAnEventAsSoonAsItsBlankLineBegan() {
        assertThat(feed(new SseDecoder(1000), "data: a\r\n\r")).containsExactly("a");
    }

    @Test
    void takesAWholeLineAtTheEndWithoutItsBlankLine() {
        var decoder = new SseDecoder(1000);
        assertThat(feed(decoder, "data: [DONE]\n")).isEmpty();
        assertThat(decoder.end()).containsExactly("[DONE]");
    }

    @Test
    void dropsAnUnfinishedLineAtTheEnd() {
        var decoder = new SseDecoder(1000);
        feed(decoder, "data: {\"cho");
        assertThat(decoder.end()).isEmpty();
    }

    @Test
    void stopsAtALineBeyondTheBound() {
        var decoder = new SseDecoder(16);
        assertThat(feed(decoder, "data: short\n\n" + "x".repeat(17) + "\n\ndata: a\n\n"))
                .containsExactly("short");
        assertThat(decoder.overflown()).isTrue();
    }

    @Test
    void stopsAtManyShortLinesThatTogetherAreBeyondTheBound() {
        var decoder = new SseDecoder(16);
        assertThat(feed(decoder, "data: abc\n".repeat(10))).isEmpty();
        assertThat(decoder.overflown()).isTrue();
    }

    private static List<String> feed(SseDecoder decoder, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return decoder.feed(bytes, 0, bytes.length);
    }
}
