package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.request.EmbeddingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Bodies of `/v1/embeddings` to requests.
public final class EmbeddingParser {

    /// OpenAI, "Create embeddings", `input`, 2026.
    private static final int MAX_TEXTS = 2048;

    private static final String INPUT = "input";

    private EmbeddingParser() {}

    /// @throws ApiException naming the field that is wrong
    public static AskedEmbeddings of(JsonNode body, Envelope envelope) {
        Fields fields = Fields.of("", body);
        var request =
                new EmbeddingRequest(
                        envelope.id(),
                        RequestParser.model(fields),
                        texts(fields),
                        envelope.timeout(),
                        envelope.tenant(),
                        envelope.dataClass());
        return new AskedEmbeddings(request, encoding(fields), dimensions(fields));
    }

    private static List<String> texts(Fields fields) {
        JsonNode input = fields.required(INPUT);
        if (input.isTextual()) {
            return List.of(text(fields, INPUT, input));
        }
        if (!input.isArray()) {
            throw fields.wrong(INPUT, "must be a text or a list of texts");
        }
        if (input.isEmpty() || input.size() > MAX_TEXTS) {
            throw fields.wrong(INPUT, "must have 1 to " + MAX_TEXTS + " texts");
        }
        var texts = new ArrayList<String>();
        for (JsonNode element : input) {
            texts.add(text(fields, INPUT + "[" + texts.size() + "]", element));
        }
        return texts;
    }

    private static String text(Fields fields, String name, JsonNode node) {
        if (node.isNumber() || node.isArray()) {
            throw fields.wrong(
                    INPUT,
                    "must be text: lists of tokens are not supported, send the texts themselves");
        }
        String text = Fields.text(name, node);
        if (text.isEmpty()) {
            throw ApiException.invalid(name, name + " must not be empty");
        }
        return text;
    }

    private static AskedEmbeddings.Encoding encoding(Fields fields) {
        return switch (fields.text("encoding_format").orElse("float")) {
            case "float" -> AskedEmbeddings.Encoding.FLOAT;
            case "base64" -> AskedEmbeddings.Encoding.BASE64;
            default -> throw fields.wrong("encoding_format", "must be float or base64");
        };
    }

    private static OptionalInt dimensions(Fields fields) {
        return fields.whole("dimensions", 1, Integer.MAX_VALUE).stream()
                .mapToInt(Long::intValue)
                .findFirst();
    }
}
