package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.engine.Grammar;
import dev.fogline.backend.llamacpp.grammar.CompiledGrammar;
import dev.fogline.backend.llamacpp.grammar.GrammarException;
import dev.fogline.backend.llamacpp.schema.JsonSchemas;
import dev.fogline.backend.llamacpp.schema.SchemaException;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.OutputFormat;
import java.util.Optional;

/// The grammar that holds an answer to the form a request wants. Pure; takes milliseconds for a
/// large schema.
final class OutputGrammar {

    /// Of a grammar that a client wrote. llama.cpp's largest example has 3,000; a schema makes
    /// longer ones, which have bounds of their own.
    static final int MAX_CHARACTERS = 16 << 10;

    private OutputGrammar() {}

    /// @return empty if any text will do
    /// @throws BackendException as an invalid request, with where and what is wrong
    static Optional<Grammar> of(OutputFormat format) throws BackendException {
        try {
            return switch (format) {
                case OutputFormat.Text _ -> Optional.empty();
                case OutputFormat.JsonObject _ -> Optional.of(checked(JsonSchemas.anyObject()));
                case OutputFormat.JsonSchema schema ->
                        Optional.of(checked(JsonSchemas.grammar(schema.schemaJson())));
                case OutputFormat.Grammar(String gbnf) -> Optional.of(checked(bounded(gbnf)));
            };
        } catch (SchemaException e) {
            throw BackendException.of(FaultKind.INVALID_REQUEST, e.getMessage());
        } catch (GrammarException e) {
            throw BackendException.of(FaultKind.INVALID_REQUEST, e.getMessage());
        }
    }

    private static String bounded(String gbnf) throws BackendException {
        if (gbnf.length() > MAX_CHARACTERS) {
            throw BackendException.of(
                    FaultKind.INVALID_REQUEST,
                    "the grammar has "
                            + gbnf.length()
                            + " characters, more than "
                            + MAX_CHARACTERS);
        }
        return gbnf;
    }

    /// The engine reads it again: what it would refuse is refused before a worker is asked.
    private static Grammar checked(String gbnf) {
        CompiledGrammar.of(gbnf);
        return Grammar.whole(gbnf);
    }
}
