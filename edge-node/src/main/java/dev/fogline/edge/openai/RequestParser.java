package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.request.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Bodies of `/v1/chat/completions` and `/v1/completions` to requests.
///
/// Fields nobody here knows are ignored, since clients send many; a known one of a wrong type, or
/// one whose neglect would change the answer, is refused.
public final class RequestParser {

    /// The model's name that leaves the choice to the node.
    public static final String AUTO = "auto";

    /// Another word for [#AUTO].
    private static final String PRODUCT = "fogline";

    private RequestParser() {}

    /// A conversation.
    ///
    /// @throws ApiException naming the field that is wrong
    public static Asked chat(JsonNode body, Envelope envelope) {
        Fields fields = Fields.of("", body);
        Input input = Conversations.of(fields);
        return asked(fields, envelope, input, chatProbabilities(fields), Formats.of(fields));
    }

    /// A text to continue.
    ///
    /// @throws ApiException naming the field that is wrong
    public static Asked completion(JsonNode body, Envelope envelope) {
        Fields fields = Fields.of("", body);
        refuse(fields, "suffix", "is not supported");
        if (fields.flag("echo")) {
            throw fields.wrong("echo", "is not supported");
        }
        onlyOne(fields, "best_of");
        int probabilities =
                fields.whole("logprobs", 0, 20)
                        .map(Long::intValue)
                        .orElse(Sampling.NO_PROBABILITIES);
        return asked(fields, envelope, prompt(fields), probabilities, Formats.of(fields));
    }

    private static Asked asked(
            Fields fields, Envelope envelope, Input input, int probabilities, OutputFormat format) {
        onlyOne(fields, "n");
        var request =
                new InferenceRequest(
                        envelope.id(),
                        model(fields),
                        input,
                        sampling(fields, probabilities),
                        format,
                        maxOutputTokens(fields),
                        envelope.timeout(),
                        envelope.tenant(),
                        envelope.dataClass());
        return new Asked(request, envelope.policy(), envelope.reuse(), delivery(fields));
    }

    static String model(Fields fields) {
        String model = fields.requiredText("model");
        if (model.isBlank()) {
            throw fields.wrong("model", "must not be blank");
        }
        return model.equals(PRODUCT) ? AUTO : model;
    }

    private static Asked.Delivery delivery(Fields fields) {
        boolean usage =
                fields.section("stream_options")
                        .map(options -> options.flag("include_usage"))
                        .orElse(false);
        if (!fields.flag("stream")) {
            return Asked.Delivery.WHOLE;
        }
        return usage ? Asked.Delivery.STREAM_WITH_USAGE : Asked.Delivery.STREAM;
    }

    private static int maxOutputTokens(Fields fields) {
        return fields.whole("max_completion_tokens", 1, Integer.MAX_VALUE)
                .or(() -> fields.whole("max_tokens", 1, Integer.MAX_VALUE))
                .map(Long::intValue)
                .orElse(InferenceRequest.UNBOUNDED_OUTPUT);
    }

    private static int chatProbabilities(Fields fields) {
        boolean wanted = fields.flag("logprobs");
        var alternatives = fields.whole("top_logprobs", 0, 20);
        if (alternatives.isPresent() && !wanted) {
            throw fields.wrong("top_logprobs", "needs logprobs: true");
        }
        return wanted ? alternatives.orElse(0L).intValue() : Sampling.NO_PROBABILITIES;
    }

    private static Sampling sampling(Fields fields, int probabilities) {
        return new Sampling(
                fields.number("temperature", 0, 2, 1),
                topP(fields),
                fields.whole("top_k", -1, Integer.MAX_VALUE)
                        .map(k -> Math.max(0, k.intValue()))
                        .orElse(0),
                minP(fields),
                fields.number("frequency_penalty", -2, 2, 0),
                fields.number("presence_penalty", -2, 2, 0),
                fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                stop(fields),
                probabilities);
    }

    /// OpenAI allows 0, which means the most probable token alone.
    private static double topP(Fields fields) {
        return Math.max(Double.MIN_NORMAL, fields.number("top_p", 0, 1, 1));
    }

    private static double minP(Fields fields) {
        return Math.min(Math.nextDown(1.0), fields.number("min_p", 0, 1, 0));
    }

    private static List<String> stop(Fields fields) {
        var stop = fields.find("stop");
        if (stop.isEmpty()) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        if (stop.get().isArray()) {
            stop.get().forEach(text -> texts.add(Fields.text("stop[" + texts.size() + "]", text)));
        } else if (stop.get().isTextual()) {
            texts.add(stop.get().textValue());
        } else {
            throw fields.wrong("stop", "must be text or a list of texts");
        }
        if (texts.size() > Sampling.MAX_STOPS || texts.contains("")) {
            throw fields.wrong(
                    "stop", "takes at most " + Sampling.MAX_STOPS + " texts, none of them empty");
        }
        return texts;
    }

    private static Input prompt(Fields fields) {
        JsonNode prompt = fields.required("prompt");
        if (prompt.isArray() && prompt.size() == 1) {
            prompt = prompt.get(0);
        }
        if (!prompt.isTextual()) {
            throw fields.wrong(
                    "prompt", "must be one text; tokens and several prompts are not supported");
        }
        if (prompt.textValue().isEmpty()) {
            throw fields.wrong("prompt", "must not be empty");
        }
        return new Input.Completion(prompt.textValue());
    }

    private static void onlyOne(Fields fields, String key) {
        if (fields.whole(key, 1, Integer.MAX_VALUE).orElse(1L) != 1) {
            throw fields.wrong(key, "must be 1");
        }
    }

    static void refuse(Fields fields, String key, String problem) {
        if (fields.find(key).isPresent()) {
            throw fields.wrong(key, problem);
        }
    }
}
