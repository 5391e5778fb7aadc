package dev.fogline.backend.llamacpp.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fogline.backend.llamacpp.grammar.CompiledGrammar;
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

        for (int i = 0; i < 20; i++) {
            String value = MAPPER.writeValueAsString(random.value(schema, schema, 4));
            assertThat(grammar.accepts(value))
                    .as("%s under %s", value, schema)
                    .isEqualTo(validator.validate(value, InputFormat.JSON).isEmpty());
        }
    }
}
