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

    /// Text that a grammar allows.
    ///
    /// @param gbnf in llama.cpp's notation, with the rule `root`; not blank, else not checked here
    record Grammar(String gbnf) implements OutputFormat {
        public Grammar {
            if (gbnf.isBlank()) {
                throw new IllegalArgumentException("a grammar must not be blank");
            }
        }
    }
}
