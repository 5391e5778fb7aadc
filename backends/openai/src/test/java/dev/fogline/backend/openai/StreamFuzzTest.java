package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import dev.fogline.spi.Backend;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Streams that began as good ones and had bytes changed, dropped or doubled, in events, in their
/// framing or in the head: each ends, as an answer or as a declared fault.
///
/// `-Dfogline.fuzz.rounds=N` for a long run, `-Dfogline.fuzz.seed=N` for another one.
@Tag("slow")
class StreamFuzzTest {

    private static final int ROUNDS = Integer.getInteger("fogline.fuzz.rounds", 5_000);

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

    private static final String[] EVENTS = {
        "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"é\"}}]}\n\n",
        ": keep-alive\n\n",
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":"
                + "{\"name\":\"f\",\"arguments\":\"{}\"}}]},\"logprobs\":{\"content\":[{\"token\":\"a\","
                + "\"logprob\":-1.5,\"top_logprobs\":[]}]}}]}\r\n\r\n",
        "event: x\ndata: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"},\n"
                + "data: \"finish_reason\":\"stop\"}]}\n\n",
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n",
        "data: [DONE]\n\n"
    };

    private final Random random = new Random(Long.getLong("fogline.fuzz.seed", 1));

    @Test
    void everyStreamEndsAsAnAnswerOrAsADeclaredFault() throws Exception {
        int answered = 0;
        int failed = 0;
        try (var upstream = new FaultyUpstream();
                Backend backend = Fixture.backend(upstream)) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] stream = stream();
                upstream.next(exchange -> send(exchange, stream));
                try {
                    Answer answer = backend.generate(Fixture.QUESTION, "m1", new RecordingSink());
                    assertThat(answer.usage().outputTokens()).isNotNegative();
                    answered++;
                } catch (BackendException declared) {
                    assertThat(declared.fault().message()).isNotBlank();
                    failed++;
                } catch (RuntimeException | StackOverflowError thrown) {
                    throw new AssertionError(
                            "round " + round + ": " + new String(stream, StandardCharsets.UTF_8),
                            thrown);
                }
            }
        }
        assertThat(answered).as("streams that were still good").isGreaterThan(ROUNDS / 100);
        assertThat(failed).as("streams that were not").isGreaterThan(ROUNDS / 20);
    }

    /// In one write, or in two with the cut anywhere.
    private static void send(Exchange exchange, byte[] stream) throws IOException {
        int cut = stream.length / 3;
        exchange.bytes(Arrays.copyOf(stream, cut));
        exchange.bytes(Arrays.copyOfRange(stream, cut, stream.length));
        exchange.close();
    }

    private byte[] stream() {
        boolean framing = random.nextInt(4) == 0;
        var body = new StringBuilder();
        for (String event : EVENTS) {
            if (random.nextInt(8) > 0) {
                byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
                if (!framing && random.nextBoolean()) {
                    bytes = mutated(bytes);
                }
                body.append(Integer.toHexString(bytes.length))
                        .append("\r\n")
                        .append(new String(bytes, StandardCharsets.ISO_8859_1))
                        .append("\r\n");
            }
        }
        byte[] whole = (HEAD + body + "0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return framing ? mutated(whole) : whole;
    }

    private byte[] mutated(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] = bytes[random.nextInt(bytes.length)];
                case 2 -> changed = without(changed, at);
                default -> changed[at] = '\n';
            }
        }
        return changed;
    }

    private static byte[] without(byte[] bytes, int at) {
        if (bytes.length < 2) {
            return bytes;
        }
        byte[] fewer = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, at + 1, fewer, at, bytes.length - 1 - at);
        return fewer;
    }
}
