package dev.fogline.router;

import static dev.fogline.router.Samples.cloud;
import static dev.fogline.router.Samples.edge;
import static dev.fogline.router.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.Assessment;
import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.Assessment.RuledOut;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.Objection;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.Tool;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionJsonTest {

    private static final InferenceRequest HELLO = request("hello");
    private static final Fault LATE = Fault.of(FaultKind.TIMEOUT, "late");

    @Test
    void anAnsweredRequestHasThisShape() {
        var failed = new Attempt.Failed(Samples.option(edge()), LATE, 12.5, 0);
        var served =
                new Attempt.Served(
                        Samples.option(cloud()),
                        new Timings(50, 500),
                        new Answer(FinishReason.LENGTH, Usage.counted(20, 31), "large-2026"));

        ObjectNode node =
                DecisionJson.of(
                        Samples.record(
                                HELLO, new Outcome.Completed(served, List.of(failed, served))));

        assertThat(node.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "time",
                        "model",
                        "tenant",
                        "features",
                        "decision",
                        "outcome",
                        "attempts");
        assertThat(node.path("time").asText()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(node.path("outcome").asText()).isEqualTo("completed");
        assertThat(node.path("features"))
                .hasToString(
                        "{\"characters\":5,\"prompt_tokens\":2,\"data_class\":\"public\","
                                + "\"output_tokens\":{\"p05\":8.0,\"median\":129.0,\"p95\":256.0},"
                                + "\"needs\":[\"chat\"]}");
        assertThat(without(node.at("/attempts/0"), "predicted"))
                .hasToString(
                        "{\"candidate\":\"edge/small\",\"served\":false,\"fault\":\"timeout\","
                                + "\"message\":\"late\",\"elapsed_millis\":12.5,\"chunks_sent\":0}");
        // 20 * 1e-6 + 31 * 2e-6 USD
        assertThat(without(node.at("/attempts/1"), "predicted"))
                .hasToString(
                        "{\"candidate\":\"cloud/large\",\"served\":true,\"finish_reason\":\"length\","
                                + "\"measured\":{\"first_token_millis\":50.0,\"total_millis\":500.0,"
                                + "\"cost_usd\":0.000082000,\"usage\":{\"prompt_tokens\":20,"
                                + "\"cached_prompt_tokens\":0,\"output_tokens\":31,"
                                + "\"reasoning_tokens\":0,\"origin\":\"counted\"}}}");
    }

    @Test
    void anEstimateHasThisShape() {
        assertThat(JsonText.tree(out -> EstimateJson.write(out, "predicted", Samples.ESTIMATE)))
                .hasToString(
                        "{\"predicted\":{\"first_token_millis\":{\"p05\":50.0,\"median\":100.0,\"p95\":200.0},"
                                + "\"total_millis\":{\"p05\":1000.0,\"median\":2000.0,\"p95\":4000.0},"
                                + "\"cost_usd\":{\"p05\":0.001,\"median\":0.002,\"p95\":0.003},"
                                + "\"energy_joules\":{\"p05\":100.0,\"median\":100.0,\"p95\":100.0},"
                                + "\"quality\":0.9}}");
    }

    @Test
    void aRouteHasThisShape() {
        var assessments =
                List.<Assessment>of(
                        new Eligible(edge(), Samples.ESTIMATE),
                        new RuledOut(
                                cloud(),
                                List.of(new Objection("privacy", FaultKind.UNAVAILABLE, "no"))));
        var route =
                new Decision.Route(
                        List.of(Samples.option(edge())), "balanced", "why", assessments, 7);

        JsonNode node = DecisionJson.of(new Explained(route, List.of())).path("decision");

        assertThat(without(node, "candidates"))
                .hasToString(
                        "{\"type\":\"route\",\"policy\":\"balanced\",\"reason\":\"why\","
                                + "\"order\":[\"edge/small\"],\"estimator_sequence\":7}");
        assertThat(without(node.at("/candidates/0"), "estimate"))
                .hasToString(
                        "{\"candidate\":\"edge/small\",\"tier\":\"device\","
                                + "\"node\":{\"readiness\":\"ready\",\"running\":0,\"queued\":0,"
                                + "\"rtt_millis\":0.0,\"slots\":1},\"eligible\":true}");
        assertThat(without(node.at("/candidates/1"), "node"))
                .hasToString(
                        "{\"candidate\":\"cloud/large\",\"tier\":\"cloud\",\"eligible\":false,"
                                + "\"objections\":[{\"constraint\":\"privacy\",\"reason\":\"no\"}]}");
    }

    @Test
    void aRefusedRequestTellsItsFault() {
        var record =
                new DecisionRecord(
                        "q",
                        0,
                        "auto",
                        "local",
                        new Extraction().of(HELLO),
                        new Decision.Refuse(LATE, List.of(), 0),
                        new Outcome.Failed(LATE, List.of()));

        ObjectNode node = DecisionJson.of(record);

        assertThat(node.path("decision"))
                .hasToString(
                        "{\"type\":\"refuse\",\"reason\":\"late\",\"estimator_sequence\":0,"
                                + "\"candidates\":[]}");
        assertThat(node.path("fault")).hasToString("{\"kind\":\"timeout\",\"message\":\"late\"}");
    }

    @Test
    void workingsAreTrees() {
        var leaf = Explanation.leaf("b", 1, "ms", "assumed");
        var tree = new Explanation("a", 2, "", "b + b", List.of(leaf));
        var explained =
                new Explained(
                        Samples.route(edge()),
                        List.of(new Explained.Working(edge(), "usd 1", List.of(tree))));

        assertThat(DecisionJson.of(explained).path("workings"))
                .hasToString(
                        "[{\"candidate\":\"edge/small\",\"standing\":\"usd 1\",\"terms\":[{\"term\":\"a\",\"value\":2.0,"
                                + "\"unit\":\"\",\"source\":\"b + b\",\"from\":[{\"term\":\"b\","
                                + "\"value\":1.0,\"unit\":\"ms\",\"source\":\"assumed\"}]}]}]");
    }

    @Test
    void holdsNoTextOfTheRequest() {
        String marker = "xyzzy";
        var call = new Message.ToolCall("c1", marker, "{\"" + marker + "\":1}");
        var messages =
                List.of(
                        new Message(Message.Role.SYSTEM, marker, List.of(), ""),
                        Message.user(marker + " and more"),
                        new Message(Message.Role.ASSISTANT, marker, List.of(call), ""),
                        new Message(Message.Role.TOOL, marker, List.of(), "c1"));
        var input = new Input.Chat(messages, List.of(new Tool(marker, marker, marker)), marker);
        var asked = request("q", "auto", input, HELLO.timeout(), HELLO.dataClass());
        Decision decision =
                new Decider(Constraints.builtIn(Set.of()), NamedPolicy.balanced(Limits.DEFAULT))
                        .decide(
                                asked,
                                new Extraction().of(asked),
                                List.of(edge(), cloud()),
                                new Learned(Samples.untaught(), 0),
                                0);
        var record =
                new DecisionRecord(
                        "q",
                        0,
                        "auto",
                        "local",
                        new Extraction().of(asked),
                        decision,
                        new Outcome.Cancelled(List.of()));

        assertThat(DecisionJson.of(record).toString()).doesNotContain(marker);
        assertThat(DecisionJson.of(new Explained(decision, List.of())).toString())
                .doesNotContain(marker);
        assertThat(record.toString()).doesNotContain(marker);
    }

    private static JsonNode without(JsonNode node, String field) {
        return ((ObjectNode) node.deepCopy()).without(field);
    }
}
