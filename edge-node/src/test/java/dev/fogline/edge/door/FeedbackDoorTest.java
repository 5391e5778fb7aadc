package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.chat;
import static dev.fogline.edge.door.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.ModelProfile.Tier;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Grades over HTTP.
@Timeout(60)
class FeedbackDoorTest {

    private static final String FEEDBACK = "/v1/feedback";

    @TempDir private Path scratch;
    private RunningNode node;

    @BeforeEach
    void start() {
        node =
                RunningNode.start(
                        scratch,
                        RunningNode.server(),
                        RunningNode.backend("device", "small", Tier.DEVICE));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aGradeChangesWhatIsExpectedOfTheModel() throws Exception {
        String before = quality();
        var taken = grade(answered(), "\"good\", \"comment\": \"thanks\"");

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(json(taken).path("grade").asDouble()).isEqualTo(1);
        while (quality().equals(before)) { // the journal takes it within a moment
            Thread.onSpinWait();
        }
        assertThat(Double.parseDouble(quality())).isGreaterThan(Double.parseDouble(before));
        assertThat(node.get("/metrics").body())
                .contains("fogline_grades_total{by=\"feedback\",model=\"small\"} 1.0");
    }

    @Test
    void theFirstGradeHolds() throws Exception {
        String id = answered();
        grade(id, "1");

        var again = grade(id, "0");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).at("/error/code").asText()).isEqualTo("already_graded");
    }

    @Test
    void anAnswerNobodyRemembersIsNotFound() throws Exception {
        var refused = grade("nobody", "1");

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(json(refused).at("/error/message").asText())
                .isEqualTo(
                        "no decision 'nobody' is remembered: it is unknown, or too old (limits.remembered-decisions)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.01", "-0.1", "\"fine\"", "[]", "null", "{}"})
    void whatIsNoGradeIsRefused(String grade) throws Exception {
        var refused = grade(answered(), grade);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error/param").asText()).isEqualTo("grade");
    }

    private String answered() throws Exception {
        return node.post("/v1/chat/completions", chat("one two", ""))
                .headers()
                .firstValue("x-fogline-decision-id")
                .orElseThrow();
    }

    private HttpResponse<String> grade(String id, String grade) throws Exception {
        return node.post(FEEDBACK, "{\"decision_id\": \"" + id + "\", \"grade\": " + grade + "}");
    }

    private String quality() throws Exception {
        return json(node.post("/v1/explain", chat("one two", "")))
                .at("/decision/candidates/0/estimate/quality")
                .asText();
    }
}
