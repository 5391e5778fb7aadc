package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.router.LedgerSetup;
import dev.fogline.spi.ModelProfile.Tier;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One cloud says `one ` and breaks off, the other goes on with what it is shown: `one ` again.
/// Each prompt has 7 tokens at 1 USD per million, an answer costs 2.
class ResumeDoorTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String POLICY =
            """
            default: resuming
            policies:
              resuming: {like: balanced, conduct: {on-cut: resume}}
            """;

    @TempDir Path scratch;

    private RunningNode node;

    @BeforeEach
    void start() throws IOException {
        Path policies = Files.writeString(scratch.resolve("policies.yaml"), POLICY);
        node =
                RunningNode.start(
                        scratch,
                        RunningNode.server(),
                        LedgerSetup.DEFAULT,
                        file -> file.read(policies),
                        RunningNode.backend("first", "m0", Tier.CLOUD),
                        RunningNode.backend("second", "m1", Tier.CLOUD));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void laterPiecesHaveTheNameOfWhoGoesOn() throws Exception {
        List<JsonNode> events = events(ask(",\"stream\":true"));

        assertThat(events)
                .extracting(event -> event.path("model").asText())
                .containsExactly("m0", "m1", "m1");
        assertThat(events)
                .extracting(event -> event.path("id").asText())
                .containsOnly(events.getFirst().path("id").asText());
    }

    /// 7 and 1 of the second; 7 less the one that it was shown, and 1 of the first.
    @Test
    void bothArePaid() throws Exception {
        JsonNode figures = events(ask(",\"stream\":true")).getLast().path("fogline");

        assertThat(figures.path("cost_usd").decimalValue()).isEqualByComparingTo("0.000017");
        assertThat(figures.path("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void aWholeAnswerIsPaidToBothAndNamedAfterWhoEndedIt() throws Exception {
        var response = ask("");

        assertThat(json(response).path("model").asText()).isEqualTo("m1");
        assertThat(json(response).at("/choices/0/message/content").asText()).isEqualTo("one one ");
        assertThat(response.headers().firstValue("x-fogline-model")).hasValue("m1");
        assertThat(response.headers().firstValue("x-fogline-cost-usd")).hasValue("0.000017000");
    }

    private HttpResponse<String> ask(String more) throws Exception {
        return node.post("/v1/chat/completions", RunningNode.chat("one break", more));
    }

    private static List<JsonNode> events(HttpResponse<String> response) throws IOException {
        var events = new ArrayList<JsonNode>();
        for (String line : response.body().lines().toList()) {
            if (line.startsWith("data: {")) {
                events.add(MAPPER.readTree(line.substring("data: ".length())));
            }
        }
        return events;
    }
}
