package dev.fogline.edge.openai;

import dev.fogline.spi.request.OutputFormat;

/// The `response_format` of a chat request.
final class Formats {

    private Formats() {}

    static OutputFormat of(Fields fields) {
        return fields.section("response_format")
                .map(Formats::format)
                .orElse(new OutputFormat.Text());
    }

    private static OutputFormat format(Fields format) {
        return switch (format.requiredText("type")) {
            case "text" -> new OutputFormat.Text();
            case "json_object" -> new OutputFormat.JsonObject();
            case "json_schema" ->
                    schema(Fields.of(format.name("json_schema"), format.required("json_schema")));
            default -> throw format.wrong("type", "must be text, json_object or json_schema");
        };
    }

    private static OutputFormat schema(Fields schema) {
        Fields body = Fields.of(schema.name("schema"), schema.required("schema"));
        return new OutputFormat.JsonSchema(schema.requiredText("name"), body.object().toString());
    }
}
