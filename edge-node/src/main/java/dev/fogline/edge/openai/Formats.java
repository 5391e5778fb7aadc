package dev.fogline.edge.openai;

import dev.fogline.spi.request.OutputFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the output of a request must look like: OpenAI's `response_format`, or one of the fields
/// `json_schema` and `grammar` as llama.cpp's server has them.
final class Formats {

    private static final List<String> FIELDS = List.of("response_format", "json_schema", "grammar");

    private Formats() {}

    /// @throws ApiException naming the field, also if there are two of them
    static OutputFormat of(Fields fields) {
        var said = new ArrayList<String>();
        OutputFormat format = new OutputFormat.Text();
        for (String field : FIELDS) {
            Optional<OutputFormat> wanted = format(fields, field);
            if (wanted.isPresent()) {
                if (!said.isEmpty()) {
                    throw fields.wrong(field, "cannot stand beside " + said.getFirst());
                }
                said.add(field);
                format = wanted.get();
            }
        }
        return format;
    }

    /// Empty if the field wants nothing.
    private static Optional<OutputFormat> format(Fields fields, String field) {
        return switch (field) {
            case "response_format" -> fields.section(field).flatMap(Formats::responseFormat);
            case "json_schema" -> fields.section(field).map(Formats::unnamed);
            default ->
                    fields.text(field)
                            .filter(gbnf -> !gbnf.isBlank())
                            .map(OutputFormat.Grammar::new);
        };
    }

    private static Optional<OutputFormat> responseFormat(Fields format) {
        return switch (format.requiredText("type")) {
            case "text" -> Optional.empty();
            case "json_object" ->
                    Optional.of(
                            format.section("schema")
                                    .<OutputFormat>map(Formats::unnamed)
                                    .orElse(new OutputFormat.JsonObject()));
            case "json_schema" ->
                    Optional.of(
                            schema(
                                    Fields.of(
                                            format.name("json_schema"),
                                            format.required("json_schema"))));
            default -> throw format.wrong("type", "must be text, json_object or json_schema");
        };
    }

    /// As llama.cpp's server takes it, also inside a `json_object`.
    private static OutputFormat unnamed(Fields schema) {
        return new OutputFormat.JsonSchema("answer", schema.object().toString());
    }

    private static OutputFormat schema(Fields schema) {
        Fields body = Fields.of(schema.name("schema"), schema.required("schema"));
        return new OutputFormat.JsonSchema(schema.requiredText("name"), body.object().toString());
    }
}
