package dev.fogline.backend.llamacpp.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.grammar.CompiledGrammar;
import java.util.Collections;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Small schemas, word for word and by what they accept.
class JsonSchemasTest {

    private static final String SPACE =
            """
            space ::= ( " " | "\\n"{1,2} [ \\t]{0,20} )?
            """;

    @Test
    void anObjectHasItsPropertiesInTheirOrder() {
        assertThat(
                        JsonSchemas.grammar(
                                """
                                {"type": "object",
                                 "properties": {"name": {"enum": ["a", "b"]}, "age": {"type": "null"}},
                                 "required": ["name", "age"], "additionalProperties": false}
                                """))
                .isEqualTo(
                        """
                        root ::= answer
                        answer ::= "{" space "\\"name\\":" space answer-name answer-member space "}"
                        answer-name ::= "\\"a\\"" | "\\"b\\""
                        """
                                + SPACE
                                + """
                                null ::= "null"
                                answer-member ::= "," space "\\"age\\":" space null
                                """);
    }

    @Test
    void aNumberIsWrittenInBoundedDigits() {
        assertThat(JsonSchemas.grammar("{\"type\": \"number\"}"))
                .isEqualTo(
                        """
                        root ::= number
                        number ::= integer ( "." [0-9]{1,16} )? ( [eE] [+-]? [0-9]{1,2} )?
                        integer ::= "-"? ( "0" | [1-9] [0-9]{0,15} )
                        """);
    }

    @Test
    void aRangeOfIntegersIsSpelledByItsDigits() {
        assertThat(
                        JsonSchemas.grammar(
                                "{\"type\": \"integer\", \"minimum\": -3, \"maximum\": 120}"))
                .isEqualTo(
                        """
                        root ::= answer
                        answer ::= "-" ( [1-3] ) | [0-9] | [1-9] [0-9] | "1" ( [0-1] [0-9] | "2" "0" )
                        """);
    }

    @Test
    void anArrayCountsItsElements() {
        assertThat(
                        JsonSchemas.grammar(
                                """
                                {"type": "array", "items": {"type": "boolean"}, "minItems": 1, "maxItems": 3}
                                """))
                .isEqualTo(
                        """
                        root ::= answer
                        answer ::= "[" space boolean ( "," space boolean ){0,2} space "]"
                        """
                                + SPACE
                                + """
                                boolean ::= "true" | "false"
                                """);
    }

    @Test
    void aSchemaThatContainsItselfIsARuleThatCallsItself() {
        CompiledGrammar tree =
                grammar(
                        """
                        {"$ref": "#/$defs/tree",
                         "$defs": {"tree": {"type": "object", "additionalProperties": false,
                           "properties": {"kids": {"type": "array", "items": {"$ref": "#/$defs/tree"}}}}}}
                        """);

        assertThat(tree.accepts("{\"kids\":[{},{\"kids\":[{\"kids\":[]}]}]}")).isTrue();
        assertThat(tree.accepts("{\"kids\":[{},{\"kids\":[3]}]}")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'const': {'a': [1, null]}}                           ; {'a':[1,null]}   ; {'a':[1]}",
                "{'type': ['string', 'null'], 'maxLength': 2}          ; '\\n\\u00e9'     ; 'abc'",
                "{'type': 'string', 'maxLength': 2}                    ; '😀\\ud83d\\ude00' ; '\\ud83d'",
                "{'type': 'string', 'nullable': true}                  ; null             ; 1",
                "{'type': 'string', 'pattern': '^(a|bc)+[^x-z]$'}      ; 'bcaé'           ; 'bcaz'",
                "{'type': 'string', 'pattern': '\\\\d{3}'}             ; 'x123y'          ; 'x12y'",
                "{'type': 'string', 'pattern': '^.$', 'minLength': 1}  ; '\\\"'           ; '\\n'",
                "{'type': 'string', 'pattern': '^a*b*$', 'maxLength': 2} ; 'ab'           ; 'aab'",
                "{'type': 'string', 'format': 'date'}                  ; '2024-02-29'     ; '2023-02-29'",
                "{'type': 'string', 'format': 'date-time'}             ; '1999-12-31T23:59:59.5Z' ; '1999-12-31'",
                "{'type': 'string', 'format': 'unheard-of'}            ; 'x'              ; 1",
                "{'type': 'integer', 'exclusiveMinimum': 7.5}          ; 8                ; 7",
                "{'type': 'integer', 'format': 'int32'}                ; -2147483648      ; 2147483648",
                "{'type': 'number', 'minimum': 0, 'maximum': 1}        ; 0.75             ; 1.01",
                "{'type': 'number', 'exclusiveMinimum': -1.25}         ; -1.249           ; -1.25",
                "{'minimum': 3, 'exclusiveMinimum': true, 'type': 'integer'} ; 4          ; 3",
                "{'type': 'object', 'additionalProperties': {'type': 'integer'}} ; {'a':1,'b':2} ; {'a':'b'}",
                "{'properties': {'ab': {'type': 'integer'}}, 'additionalProperties': true} ; {'ab':1,'abc':[]} ; {'a\\u0062':[]}",
                "{'properties': {'a': {}, 'b': {}}, 'required': ['b']}  ; {'b':1}         ; {'a':1}",
                "{'properties': {'a': {}, 'b': {}}}                    ; {}               ; {'b':1,'a':1}",
                "{'required': ['x']}                                   ; {'x':[{}]}       ; {}",
                "{'type': 'array', 'prefixItems': [{'const': 1}, {'const': 2}], 'items': false} ; [1] ; [1,2,3]",
                "{'type': 'array', 'items': [{'const': 1}], 'additionalItems': {'const': 2}} ; [1,2,2] ; [2]",
                "{'type': 'array', 'uniqueItems': false, 'minItems': 2} ; [1,{}]          ; [1]",
                "{'anyOf': [{'type': 'integer'}, {'type': 'boolean'}]} ; true             ; null",
                "{'allOf': [{'minimum': 2}, {'type': 'integer'}, {'maximum': 4}]} ; 3     ; 5",
                "{'allOf': [{'properties': {'a': {'const': 1}}}, {'properties': {'b': {'const': 2}}, 'required': ['a']}]} ; {'a':1,'b':2} ; {'b':2}",
                "{'allOf': [{'properties': {'a': {'enum': [1, 2]}}}, {'properties': {'a': {'enum': [2, 3]}}}]} ; {'a':2} ; {'a':1}",
                "{'enum': [1, 'x', null], 'type': ['string', 'null']}  ; 'x'              ; 1",
                "{'oneOf': [{'properties': {'k': {'const': 'a'}}, 'required': ['k']}, {'properties': {'k': {'const': 'b'}, 'n': {}}, 'required': ['k']}]} ; {'k':'b','n':0} ; {'k':'a','n':0}",
                "true                                                  ; {'a':[1,-2.5e-3]} ; {'a':}",
                "{}                                                    ; [[],{}]          ; [",
            })
    void accepts(String schema, String good, String bad) {
        CompiledGrammar grammar = grammar(schema.replace('\'', '"'));

        assertThat(grammar.accepts(good.replace('\'', '"'))).as(good).isTrue();
        assertThat(grammar.accepts(bad.replace('\'', '"'))).as(bad).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "false | #: nothing satisfies it",
                "3 | #: must be a schema: an object, true or false",
                "{'type': 'strnig'} | #/type: there is no type strnig",
                "{'properties': {'a/b': {'not': {}}}} | #/properties/a~1b/not: is not supported",
                "{'type': 'array', 'uniqueItems': true} | #/uniqueItems: is not supported",
                "{'type': 'integer', 'multipleOf': 3} | #/multipleOf: is not supported",
                "{'patternProperties': {'^x': {}}} | #/patternProperties: is not supported",
                "{'if': {}, 'then': {}} | #/if: is not supported",
                "{'unevaluatedProperties': false} | #/unevaluatedProperties: is not supported",
                "{'format': 'regex'} | #/format: regex is not supported",
                "{'pattern': '(?=a)'} | #/pattern: the regular expression looks around or sets flags, which is not supported",
                "{'pattern': 'a\\\\b'} | #/pattern: the regular expression has \\b, which is not supported",
                "{'pattern': '(a'} | #/pattern: the regular expression has a ( without )",
                "{'pattern': 'a)'} | #/pattern: the regular expression has a ) without (",
                "{'pattern': 'a^b'} | #/pattern: the regular expression has an anchor that is not at the beginning or the end",
                "{'pattern': '*'} | #/pattern: the regular expression repeats nothing",
                "{'minLength': -1} | #/minLength: must be a whole number, not negative",
                "{'type': 'integer', 'minimum': 3, 'maximum': 2} | #: nothing satisfies it",
                "{'minimum': 1e50} | #/minimum: has more than 40 digits before or behind the point",
                "{'required': 'a'} | #/required: must be a list",
                "{'anyOf': []} | #/anyOf: must not be empty",
                "{'$ref': '#/$defs/x'} | #/$ref: refers to #/$defs/x, which is not there",
                "{'$ref': 'http://example.org/s.json'} | #/$ref: only references into this schema, #/…, are supported",
                "{'$ref': '#'} | #/$ref: refers to itself with nothing in between",
                "{'oneOf': [{'type': 'integer'}, {'type': 'number'}]} | #/oneOf/1: may hold together with #/oneOf/0, which oneOf forbids; say anyOf if it may, or give both a required property of different constants",
            })
    void saysWhatIsWrongWhere(String schema, String problem) {
        assertThatThrownBy(() -> JsonSchemas.grammar(schema.replace('\'', '"')))
                .isInstanceOf(SchemaException.class)
                .hasMessage("JSON schema, " + problem);
    }

    @Test
    void isBounded() {
        assertThatThrownBy(
                        () -> JsonSchemas.grammar("{\"title\": \"" + "x".repeat(300_000) + "\"}"))
                .hasMessageContaining("are more than 262144");
        assertThatThrownBy(
                        () ->
                                JsonSchemas.grammar(
                                        "{\"items\":".repeat(200) + "{}" + "}".repeat(200)))
                .hasMessageContaining("is not JSON");
        String choices =
                "{\"anyOf\": [{\"minLength\": 1}, {\"minLength\": 2}, {\"minLength\": 3}]}";
        assertThatThrownBy(
                        () ->
                                JsonSchemas.grammar(
                                        "{\"allOf\": ["
                                                + String.join(",", Collections.nCopies(9, choices))
                                                + "]}"))
                .hasMessageContaining("has more than 256 alternatives");
    }

    /// 2⁴⁰ ways to the last one.
    @Test
    void doesNotLookAtWhatIsReferredToAgainAndAgain() {
        var definitions = new StringJoiner(",");
        for (int i = 0; i < 40; i++) {
            String next = "{\"$ref\": \"#/$defs/d" + (i + 1) + "\"}";
            definitions.add("\"d" + i + "\": {\"allOf\": [" + next + "," + next + "]}");
        }
        definitions.add("\"d40\": {\"type\": \"null\"}");

        assertThatThrownBy(
                        () ->
                                JsonSchemas.grammar(
                                        "{\"$ref\": \"#/$defs/d0\", \"$defs\": {"
                                                + definitions
                                                + "}}"))
                .hasMessageContaining("takes more than 50000 looks at subschemas");
    }

    @Test
    void blanksDoNotGoOnForEver() {
        CompiledGrammar object = CompiledGrammar.of(JsonSchemas.anyObject());

        assertThat(object.accepts("{\n  \"a\": 1,\n  \"b\": {}\n}")).isTrue();
        assertThat(object.accepts("{\n\n\n\"a\":1}")).isFalse();
        assertThat(object.accepts("{}\n")).isFalse();
        assertThat(object.accepts("[]")).isFalse();
    }

    private static CompiledGrammar grammar(String schema) {
        return CompiledGrammar.of(JsonSchemas.grammar(schema));
    }
}
