package dev.fogline.backend.llamacpp.schema;

import java.util.Optional;

/// Grammars of random schemas.
public final class RandomGrammars {

    private RandomGrammars() {}

    /// @return empty if nothing satisfies the schema
    public static Optional<String> of(long seed) {
        try {
            return Optional.of(JsonSchemas.grammar(new RandomSchema(seed).schema().toString()));
        } catch (SchemaException e) {
            if (e.getMessage().contains("nothing satisfies it")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
