package dev.fogline.edge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.demo.Asked.Way;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two questions: the edge knows the first, the cloud both; the router asks the cloud for the
/// second, chance for the first.
class DemoReportTest {

    private static final Reply EDGE_RIGHT = reply("yes", "device/demo-edge", 1, "0");
    private static final Reply EDGE_WRONG = reply("no", "device/demo-edge", 3, "0");
    private static final Reply CLOUD = reply("yes", "cloud/demo-cloud", 10, "0.000002");

    private final List<Asked> asked =
            List.of(
                    asked("a", EDGE_RIGHT, EDGE_RIGHT, CLOUD),
                    asked("b", EDGE_WRONG, CLOUD, EDGE_WRONG));

    @Test
    void theSummaryComesLastWithTheFiguresOfEveryWay() throws IOException {
        JsonNode summary = lines().getLast();

        assertThat(summary.path("questions").asInt()).isEqualTo(2);
        assertThat(summary.at("/edge/accuracy").asDouble()).isEqualTo(0.5);
        assertThat(summary.at("/cloud/accuracy").asDouble()).isEqualTo(1);
        assertThat(summary.at("/routed/accuracy").asDouble()).isEqualTo(1);
        assertThat(summary.at("/random/accuracy").asDouble()).isEqualTo(0.5);
        assertThat(summary.at("/routed/cloud_share").asDouble()).isEqualTo(0.5);
        assertThat(summary.at("/cloud/cost_usd").decimalValue()).isEqualByComparingTo("0.000004");
        assertThat(summary.at("/routed_minus_random/accuracy").asDouble()).isEqualTo(0.5);
    }

    @Test
    void thereIsOneObjectAQuestionWithAllFourWays() throws IOException {
        List<JsonNode> lines = lines();

        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst().path("id").asText()).isEqualTo("a");
        assertThat(lines.getFirst().at("/random/candidate").asText()).isEqualTo("cloud/demo-cloud");
        assertThat(lines.get(1).at("/edge/right").asBoolean()).isFalse();
    }

    @Test
    void theTableShowsPredictedBesideReal() {
        var text = new StringWriter();
        new DemoReport(asked, new Random(1)).printTable(new PrintWriter(text));

        assertThat(text.toString())
                .contains("5.0 /     1.0")
                .contains("routed       1.000        0.500");
    }

    private List<JsonNode> lines() throws IOException {
        var text = new StringWriter();
        new DemoReport(asked, new Random(1)).printJson(new PrintWriter(text));
        try (var lines =
                new ObjectMapper()
                        .readerFor(JsonNode.class)
                        .<JsonNode>readValues(text.toString())) {
            return lines.readAll();
        }
    }

    private static Asked asked(String id, Reply edge, Reply routed, Reply random) {
        return new Asked(
                new Question(id, "", "is it?", List.of("yes")),
                Map.of(Way.EDGE, edge, Way.CLOUD, CLOUD, Way.ROUTED, routed, Way.RANDOM, random));
    }

    private static Reply reply(String text, String candidate, double millis, String usd) {
        return new Reply(
                text,
                candidate,
                "why",
                millis,
                millis,
                new BigDecimal(usd),
                new Reply.Predicted(5, 5, 0));
    }
}
