package dev.fogline.backend.llamacpp.schema;

/// Grammars of JSON texts.
///
/// Supported: `type` (also a list), `nullable`, `properties` (written in their order), `required`,
/// `additionalProperties`, `items`, `prefixItems`, `minItems`, `maxItems`, `enum`, `const`,
/// `anyOf`, `oneOf` (of choices that exclude each other), `allOf`, `$ref` into the schema itself
/// (also recursive), `minLength`, `maxLength`, `pattern`, `format`, `minimum`, `maximum`,
/// `exclusiveMinimum`, `exclusiveMaximum`; true, false and `{}` as schemas.
///
/// Whatever such a grammar allows satisfies the schema. The reverse does not always hold: a model
/// needs one way to write a value, not every one. Properties come in one order, objects with
/// `properties` have no others unless `additionalProperties` says so, integers are written as such,
/// numbers have at most 16 digits before and behind the point, names and pattern-bound strings are
/// not escaped more than they must. A keyword that constrains and is not supported is an error that
/// names it; annotations and unknown keywords say nothing.
public final class JsonSchemas {

    private JsonSchemas() {}

    /// The texts that satisfy a schema.
    ///
    /// @return GBNF
    /// @throws SchemaException one line that names the place in the schema
    public static String grammar(String schemaJson) {
        var grammar = new GrammarBuilder();
        return grammar.build(grammar.schema("answer", schemaJson));
    }

    /// All objects.
    ///
    /// @return GBNF
    public static String anyObject() {
        var grammar = new GrammarBuilder();
        return grammar.build(grammar.anyObject());
    }
}
