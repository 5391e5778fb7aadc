package dev.fogline.edge.cascade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.cascade.DraftTrial;
import dev.fogline.edge.door.NodeClient;
import dev.fogline.edge.door.Progress;
import dev.fogline.spi.CascadeRule.Verdict;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a real node did with test questions, through its door, beside what the trial over the
/// recorded drafts says it does.
///
/// @param questions that were asked
/// @param drafts cascades that the node decided for
/// @param handedOver of these, how many it gave up
/// @param trial of these, how many the trial gives up
/// @param agreed of these, on how many both do the same
/// @param accuracy share of right answers among all questions, in [0, 1]
/// @param cloudShare of all questions, in [0, 1]
record Executed(
        int questions,
        int drafts,
        int handedOver,
        int trial,
        int agreed,
        double accuracy,
        double cloudShare) {

    /// As many tokens as the recorded answers could have.
    private static final int MAX_TOKENS = 256;

    private static final String DATA = "data: ";

    /// Asks both models some questions by name, so that the node learns how fast they are.
    static void warmUp(NodeClient node, List<Judged> questions, Learnt.Names names)
            throws InterruptedException {
        for (Judged one : questions) {
            for (String model : List.of("device/" + names.edge(), "cloud/" + names.cloud())) {
                ObjectNode asked = body(model, one.examined().question().prompt());
                node.stream("/v1/chat/completions", asked).body().forEach(line -> {});
            }
        }
    }

    /// Asks a node one question after the other, and leaves the choice to it.
    static Executed by(NodeClient node, List<Judged> questions, Learnt learnt, Progress progress)
            throws InterruptedException {
        int drafts = 0;
        int handedOver = 0;
        int trial = 0;
        int agreed = 0;
        double right = 0;
        double cloud = 0;
        for (int i = 0; i < questions.size(); i++) {
            progress.show("asking the nodes", i, questions.size());
            Judged one = questions.get(i);
            HttpResponse<Stream<String>> answer =
                    node.stream(
                            "/v1/chat/completions",
                            body("auto", one.examined().question().prompt()));
            right += one.examined().question().isRight(text(answer)) ? 1 : 0;
            String id = answer.headers().firstValue("x-fogline-decision-id").orElseThrow();
            JsonNode decided = node.get("/v1/decisions/" + id);
            JsonNode attempts = decided.path("attempts");
            cloud += isCloud(attempts.path(attempts.size() - 1)) ? 1 : 0;
            JsonNode cascade = decided.path("decision").path("cascade");
            if (!cascade.isMissingNode()) {
                boolean given = attempts.path(0).path("handed_over").asBoolean();
                boolean would = givesUp(one, learnt, cascade);
                drafts++;
                handedOver += given ? 1 : 0;
                trial += would ? 1 : 0;
                agreed += given == would ? 1 : 0;
            }
        }
        progress.end();
        int count = questions.size();
        return new Executed(count, drafts, handedOver, trial, agreed, right / count, cloud / count);
    }

    private static String text(HttpResponse<Stream<String>> answer) {
        try (Stream<String> lines = answer.body()) {
            return lines.filter(line -> line.startsWith(DATA + "{"))
                    .map(line -> NodeClient.parse(line.substring(DATA.length())))
                    .map(piece -> piece.at("/choices/0/delta/content").asText(""))
                    .collect(Collectors.joining());
        }
    }

    private static boolean isCloud(JsonNode attempt) {
        return attempt.path("candidate").asText().startsWith("cloud/");
    }

    private static boolean givesUp(Judged one, Learnt learnt, JsonNode cascade) {
        return DraftTrial.of(
                                learnt.drafts().model(),
                                one.example(),
                                cascade.path("threshold").asDouble(),
                                cascade.path("hold_tokens").asInt())
                        .verdict()
                == Verdict.HAND_OVER;
    }

    private static ObjectNode body(String model, String prompt) {
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("model", model)
                        .put("stream", true)
                        .put("temperature", 0)
                        .put("max_tokens", MAX_TOKENS);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        return body;
    }
}
