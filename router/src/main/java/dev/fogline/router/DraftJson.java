package dev.fogline.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.cascade.DraftModel;
import dev.fogline.cost.cascade.DraftStage;
import dev.fogline.cost.cascade.Forecast;
import dev.fogline.cost.cascade.LearntDrafts;
import java.util.ArrayList;
import java.util.List;

/// [LearntDrafts] as JSON, in the words of the types; the stage of the end has no `tokens`.
final class DraftJson {

    /// Changes with every change of what the numbers mean.
    private static final int FORMAT = 1;

    private static final String TOKENS = "tokens";

    private DraftJson() {}

    static ObjectNode of(LearntDrafts drafts) {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("format", FORMAT)
                        .put("model", drafts.model())
                        .put("revision", drafts.revision());
        ArrayNode stages = node.putArray("stages");
        for (DraftStage stage : drafts.fit().stages()) {
            ObjectNode one = stages.addObject();
            if (stage.tokens() != DraftStage.END) {
                one.put(TOKENS, stage.tokens());
            }
            put(one.putArray("weights"), stage.weights());
            one.set("forecast", of(stage.forecast()));
        }
        node.set("outlook", of(drafts.fit().outlook()));
        node.putObject("spans")
                .put("handed_over", drafts.fit().spans().handedOver())
                .put("kept", drafts.fit().spans().kept());
        return node;
    }

    /// @throws IllegalArgumentException if it is not what [#of] made
    static LearntDrafts read(JsonNode node) {
        if (node.path("format").asInt() != FORMAT) {
            throw new IllegalArgumentException("its drafts are not of format " + FORMAT);
        }
        var stages = new ArrayList<DraftStage>();
        for (JsonNode stage : node.required("stages")) {
            stages.add(
                    new DraftStage(
                            stage.path(TOKENS).asInt(DraftStage.END),
                            numbers(stage.required("weights")),
                            forecast(stage.required("forecast"))));
        }
        JsonNode spans = node.required("spans");
        return new LearntDrafts(
                node.required("model").asText(),
                node.required("revision").asText(),
                new DraftModel(
                        stages,
                        forecast(node.required("outlook")),
                        new DraftModel.Spans(
                                spans.path("handed_over").asDouble(Double.NaN),
                                spans.path("kept").asDouble(Double.NaN))));
    }

    private static ObjectNode of(Forecast forecast) {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("offset", forecast.offset())
                        .put("slope", forecast.slope());
        put(node.putArray("residuals"), forecast.residuals());
        return node;
    }

    private static Forecast forecast(JsonNode node) {
        return new Forecast(
                node.path("offset").asDouble(Double.NaN),
                node.path("slope").asDouble(Double.NaN),
                numbers(node.required("residuals")));
    }

    private static void put(ArrayNode array, List<Double> values) {
        values.forEach(array::add);
    }

    private static List<Double> numbers(JsonNode array) {
        var numbers = new ArrayList<Double>();
        array.forEach(each -> numbers.add(each.asDouble(Double.NaN)));
        return numbers;
    }
}
