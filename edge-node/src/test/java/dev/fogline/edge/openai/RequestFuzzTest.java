package dev.fogline.edge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Bodies that began as good ones and had bytes changed, dropped, doubled or swapped: each is read,
/// or refused with a sentence.
@Tag("slow")
class RequestFuzzTest {

    private static final int ROUNDS = 200_000;
    private static final String[] SEEDS = {
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":true}",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"é\"}]},"
                + "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":\"x\"}],"
                + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}]}",
        "{\"model\":\"m\",\"prompt\":\"x\",\"temperature\":0.5,\"top_p\":1,\"seed\":7,\"stop\":[\"a\"],\"max_tokens\":3}",
        "{\"model\":\"m\",\"input\":[\"a\",\"é\"],\"encoding_format\":\"base64\",\"dimensions\":2}",
        "{\"model\":\"m\",\"messages\":[],\"logprobs\":true,\"top_logprobs\":3,\"response_format\":{\"type\":\"json_object\"}}"
    };

    private final Json json = new Json(10_000);
    private final Envelope envelope =
            Envelope.of("id", Optional.empty(), Optional.empty(), Optional.empty());
    private final Random random = new Random(1);

    @Test
    void everyBodyIsReadOrRefusedWithASentence() {
        int read = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = mutated(SEEDS[round % SEEDS.length].getBytes(StandardCharsets.UTF_8));
            try {
                parse(body);
                read++;
            } catch (ApiException wrong) {
                assertThat(wrong.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(read).as("bodies that were still good").isGreaterThan(ROUNDS / 100);
        assertThat(refused).as("bodies that were not").isGreaterThan(ROUNDS / 2);
    }

    private void parse(byte[] body) {
        var node = json.read(body);
        if (node.has("input")) {
            EmbeddingParser.of(node, envelope);
        } else if (node.has("prompt")) {
            RequestParser.completion(node, envelope);
        } else {
            RequestParser.chat(node, envelope);
        }
    }

    private byte[] mutated(byte[] body) {
        byte[] changed = body.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(3)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] = body[random.nextInt(body.length)];
                default -> changed[at] = ' ';
            }
        }
        return changed;
    }
}
