package dev.fogline.backend.llamacpp.schema;

import dev.fogline.backend.llamacpp.grammar.Gbnf;
import java.util.List;

/// Composes one GBNF grammar of literal texts, rules and JSON schemas. One thread uses it, once.
///
/// A body is what stands to the right of `::=`: rule names and [#literal]s with blanks between
/// them, `|`, groups in parentheses, `*`, `+`, `?`.
///
/// ```java
/// var grammar = new GrammarBuilder();
/// String arguments = grammar.schema("weather", tool.parametersJson());
/// String call =
///         grammar.rule(
///                 "call",
///                 GrammarBuilder.literal("{\"name\": \"weather\", \"arguments\": ")
///                         + " " + arguments + " " + GrammarBuilder.literal("}"));
/// String gbnf =
///         grammar.build(
///                 GrammarBuilder.literal("<tool_call>\n")
///                         + " " + call + " " + GrammarBuilder.literal("\n</tool_call>"));
/// ```
public final class GrammarBuilder {

    private final GrammarRules rules = new GrammarRules();
    private final SchemaRules schemas = new SchemaRules(rules);

    /// A text as a part of a body.
    public static String literal(String text) {
        return Gbnf.literal(text);
    }

    /// The rule of the JSON texts that satisfy a schema; see [JsonSchemas] for what is supported.
    ///
    /// @param wished name of the rule; it gets another if that is taken
    /// @return a rule name, to be put into bodies
    /// @throws SchemaException if the schema is broken, too large, or asks for what is not
    ///   supported
    public String schema(String wished, String schemaJson) {
        Source root = SchemaDocument.parse(schemaJson).root();
        return schemas.rule(wished, root, List.of(root));
    }

    /// The rule of all JSON objects.
    public String anyObject() {
        return rules.json(JsonRules.OBJECT);
    }

    /// The rule of all JSON strings.
    public String anyString() {
        return rules.json(JsonRules.STRING);
    }

    /// The rule of blanks that may stand between two parts of a JSON text; bounded, may be none.
    public String blanks() {
        return rules.json(JsonRules.SPACE);
    }

    /// A rule of its own, which may be used any number of times.
    ///
    /// @return its name
    public String rule(String wished, String body) {
        String name = rules.reserve(wished);
        rules.define(name, body);
        return name;
    }

    /// The whole grammar.
    ///
    /// @param root the body of its first rule
    public String build(String root) {
        return rules.text(root);
    }
}
