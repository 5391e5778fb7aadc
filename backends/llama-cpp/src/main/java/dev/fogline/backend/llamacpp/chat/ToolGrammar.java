package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.engine.Grammar;
import dev.fogline.backend.llamacpp.grammar.CodePoints;
import dev.fogline.backend.llamacpp.grammar.Gbnf;
import dev.fogline.backend.llamacpp.jinja.Json;
import dev.fogline.backend.llamacpp.schema.JsonSchemas;
import dev.fogline.backend.llamacpp.schema.SchemaException;
import dev.fogline.spi.request.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The grammar of tool calls in a dialect: names are those of the tools, arguments satisfy their
/// schemas.
final class ToolGrammar {

    /// Calls in one answer: a bound, so that an answer ends.
    private static final int MAX_CALLS = 16;

    /// What [Tool] means by an empty schema, and OpenAI by none.
    private static final String NO_ARGUMENTS =
            """
            {"type": "object", "additionalProperties": false}""";

    private final ToolDialect dialect;
    private final List<Tool> tools;

    private ToolGrammar(ToolDialect dialect, List<Tool> tools) {
        this.dialect = dialect;
        this.tools = tools;
    }

    /// A grammar that takes hold when a call begins.
    static Grammar onCall(ToolDialect dialect, List<Tool> tools) {
        var grammar = new ToolGrammar(dialect, tools);
        return new Grammar(grammar.gbnf(Optional.empty()), grammar.triggers());
    }

    /// A grammar of an answer that calls tools and says nothing.
    ///
    /// @param thinking with which the answer may begin
    static Grammar always(ToolDialect dialect, List<Tool> tools, Optional<Thinking> thinking) {
        return Grammar.whole(new ToolGrammar(dialect, tools).gbnf(thinking));
    }

    private List<String> triggers() {
        if (dialect.wrapping != ToolDialect.Wrapping.BARE) {
            return List.of(dialect.opener);
        }
        return tools.stream()
                .flatMap(
                        tool ->
                                List.of("{\"name\": ", "{\"name\":").stream()
                                        .map(start -> start + Json.quoted(tool.name())))
                .toList();
    }

    private String gbnf(Optional<Thinking> thinking) {
        var rules = new ArrayList<String>();
        rules.add("root ::= " + thinking.map(it -> "thinking ").orElse("") + calls());
        thinking.ifPresent(it -> rules.add(thinking(it)));
        rules.add("ws ::= [ \\n]{0,4}");
        rules.add("call ::= " + choice(i -> "call-" + i));
        for (int i = 0; i < tools.size(); i++) {
            rules.add("call-" + i + " ::= " + call(tools.get(i), "tool-" + i + "-"));
            rules.add(arguments(tools.get(i), "tool-" + i + "-"));
        }
        return String.join("\n", rules) + "\n";
    }

    private String calls() {
        String opener = literal(dialect.opener);
        String closer = literal(dialect.closer);
        String more = "{0," + (MAX_CALLS - 1) + "}";
        String list = "\"[\" ws call (ws \",\" ws call)" + more + " ws \"]\"";
        return switch (dialect.wrapping) {
            case EACH, TAGS -> {
                String one = opener + " ws call ws " + closer;
                yield one + " (ws " + one + ")" + more;
            }
            case BARE -> "(" + opener + ")? call";
            case NAMED -> "(" + opener + " call){1," + MAX_CALLS + "}";
            case FENCED -> opener + " ws \"```json\" ws " + list + " ws " + closer;
            case ALL ->
                    dialect == ToolDialect.MISTRAL
                            ? opener + " " + list
                            : opener + " ws " + list + " ws " + closer;
        };
    }

    private String call(Tool tool, String prefix) {
        String name = Json.quoted(tool.name());
        return switch (dialect.wrapping) {
            case TAGS ->
                    literal("<function=" + tool.name() + ">\n")
                            + " "
                            + prefix
                            + "root "
                            + literal("</function>");
            case NAMED -> literal(tool.name() + "[ARGS]") + " " + prefix + "root";
            default ->
                    literal("{")
                            + " ws "
                            + (dialect == ToolDialect.COMMAND_ACTION
                                    ? "(" + id("[0-9]{1,3}") + " \",\" ws)? "
                                    : "")
                            + literal(Json.quoted(dialect.name) + ":")
                            + " ws "
                            + literal(name + ",")
                            + " ws "
                            + literal(Json.quoted(dialect.arguments) + ":")
                            + " ws "
                            + prefix
                            + "root ws "
                            + (dialect == ToolDialect.MISTRAL
                                    ? "(\",\" ws " + id("[a-zA-Z0-9]{9}") + " ws)? "
                                    : "")
                            + literal("}");
        };
    }

    private String id(String characters) {
        return literal(Json.quoted(dialect.id) + ":") + " ws \"\\\"\" " + characters + " \"\\\"\"";
    }

    private String arguments(Tool tool, String prefix) {
        if (dialect.wrapping == ToolDialect.Wrapping.TAGS) {
            return TaggedGrammar.arguments(tool, prefix);
        }
        return GrammarNames.prefixed(schema(tool.parametersJson()), prefix);
    }

    /// Tools promise nothing about their arguments, so a schema that no grammar can be made of asks
    /// for any object.
    private static String schema(String parametersJson) {
        try {
            return JsonSchemas.grammar(
                    parametersJson.strip().equals("{}") ? NO_ARGUMENTS : parametersJson);
        } catch (SchemaException unsupported) {
            return JsonSchemas.anyObject();
        }
    }

    private static String thinking(Thinking thinking) {
        return "thinking ::= " + until(thinking.end()) + " " + literal(thinking.end()) + " ws";
    }

    /// Anything but the first two characters of a text side by side.
    static String until(String end) {
        CodePoints first = CodePoints.of(end.charAt(0));
        CodePoints second = CodePoints.of(end.charAt(1));
        return "("
                + Gbnf.oneOf(first.not())
                + " | "
                + Gbnf.oneOf(first)
                + " "
                + Gbnf.oneOf(second.not())
                + ")*";
    }

    static String literal(String text) {
        return Gbnf.literal(text);
    }

    private String choice(IntFunction<String> name) {
        return IntStream.range(0, tools.size()).mapToObj(name).collect(Collectors.joining(" | "));
    }
}
