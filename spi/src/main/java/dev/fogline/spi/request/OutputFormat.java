package dev.fogline.spi.request;

/// What the output must look like.
public sealed interface OutputFormat {

    /// Anything.
    record Text() implements OutputFormat {}

    /// Some JSON object.
    record JsonObject() implements OutputFormat {}

    /// JSON that satisfies a schema.
    ///
    /// @param name the schema's name, for providers that want one
    /// @param schemaJson the JSON schema as text
    record JsonSchema(String name, String schemaJson) implements OutputFormat {}
}
