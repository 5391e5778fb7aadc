package dev.fogline.backend.llamacpp.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The rules every JSON text consists of.
///
/// Blanks are bounded as llama.cpp bounds them (`SPACE_RULE` of its `json-schema-to-grammar.cpp`):
/// enough for any usual layout, and a model cannot write them for ever. So are digits: 16 hold what
/// a double holds.
@SuppressWarnings("ImmutableEnumChecker") // the list is
enum JsonRules {
    SPACE("( \" \" | \"\\n\"{1,2} [ \\t]{0,20} )?"),
    /// One code point, in any spelling; never half a surrogate pair, so that lengths are right.
    CHAR(
            "[^\"\\\\\\x00-\\x1F] | \"\\\\\" ( [\"\\\\/bfnrt] | \"u\" ( [0-9abcefABCEF]"
                    + " [0-9a-fA-F]{3} | [dD] [0-7] [0-9a-fA-F]{2} | [dD] [89abAB] [0-9a-fA-F]{2}"
                    + " \"\\\\u\" [dD] [c-fC-F] [0-9a-fA-F]{2} ) )"),
    STRING("\"\\\"\" char* \"\\\"\"", CHAR),
    INTEGER("\"-\"? ( \"0\" | [1-9] [0-9]{0,15} )"),
    NUMBER("integer ( \".\" [0-9]{1,16} )? ( [eE] [+-]? [0-9]{1,2} )?", INTEGER),
    BOOLEAN("\"true\" | \"false\""),
    NULL("\"null\""),
    MEMBER("string \":\" space value", STRING, SPACE),
    VALUE("object | array | string | number | boolean | null", STRING, NUMBER, BOOLEAN, NULL),
    OBJECT("\"{\" space ( member ( \",\" space member )* space )? \"}\"", SPACE, MEMBER, VALUE),
    ARRAY("\"[\" space ( value ( \",\" space value )* space )? \"]\"", SPACE, VALUE);

    private final String body;
    private final List<JsonRules> needs;

    JsonRules(String body, JsonRules... needs) {
        this.body = body;
        this.needs = List.of(needs);
    }

    String ruleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String body() {
        return body;
    }

    /// The rules it is made of.
    List<JsonRules> needs() {
        return this == VALUE ? List.of(OBJECT, ARRAY, STRING, NUMBER, BOOLEAN, NULL) : needs;
    }

    /// Whether no other rule may have this name.
    static boolean isReserved(String name) {
        return name.equals("root")
                || Arrays.stream(values()).anyMatch(rule -> rule.ruleName().equals(name));
    }
}
