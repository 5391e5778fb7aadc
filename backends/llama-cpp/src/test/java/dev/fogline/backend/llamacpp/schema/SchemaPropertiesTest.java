package dev.fogline.backend.llamacpp.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fogline.backend.llamacpp.grammar.CompiledGrammar;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Grammars beside an independent validator.
class SchemaPropertiesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final SchemaRegistry VALIDATORS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /// Of 20 values, about half are valid.
    @Property(tries = 500)
    void acceptsWhatTheValidatorAccepts(@ForAll long seed) throws Exception {
        var random = new RandomSchema(seed);
        JsonNode schema = random.schema();
        CompiledGrammar grammar;
        try {
            grammar = CompiledGrammar.of(JsonSchemas.grammar(schema.toString()));
        } catch (SchemaException e) {
            assertThat(e).hasMessageContaining("nothing satisfies it");
            return;
        }
        Schema validator = VALIDATORS.getSchema(schema);
        var order = order(schema);

        for (int i = 0; i < 20; i++) {
            String value = MAPPER.writeValueAsString(order.of(random.value(schema, schema, 4)));
            assertThat(grammar.accepts(value))
                    .as("%s under %s", value, schema)
                    .isEqualTo(validator.validate(value, InputFormat.JSON).isEmpty());
        }
    }

    /// A value made for one choice may satisfy the other alone, whose properties come in their own
    /// order.
    @Example
    void aValueIsWrittenInTheOrderOfTheChoiceThatItSatisfies() throws Exception {
        JsonNode schema =
                MAPPER.readTree(
                        """
                        {"anyOf": [
                          {"type": "object", "additionalProperties": false,
                           "properties": {"a": {"type": "null"}, "b": {"type": "null"}}},
                          {"type": "object", "additionalProperties": false,
                           "properties": {"b": {"type": "null"}, "a": {"type": "boolean"}}}]}
                        """);
        JsonNode value = MAPPER.readTree("{\"a\":true,\"b\":null}");
        var grammar = CompiledGrammar.of(JsonSchemas.grammar(schema.toString()));

        String ordered = MAPPER.writeValueAsString(order(schema).of(value));

        assertThat(ordered).isEqualTo("{\"b\":null,\"a\":true}");
        assertThat(grammar.accepts(ordered)).isTrue();
        assertThat(grammar.accepts(value.toString())).isFalse();
    }

    private static MemberOrder order(JsonNode schema) {
        return new MemberOrder(
                schema,
                (part, value) -> {
                    ObjectNode whole = part.deepCopy();
                    if (schema.has("$defs")) {
                        whole.set("$defs", schema.get("$defs"));
                    }
                    return VALIDATORS
                            .getSchema(whole)
                            .validate(value.toString(), InputFormat.JSON)
                            .isEmpty();
                });
    }
}
