package dev.fogline.backend.llamacpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.backend.llamacpp.schema.ArrayFacet.Part;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the keywords of one subschema; those that combine subschemas are [Alternatives]' business.
final class Keywords {

    /// Bounds have at most so many digits in front of the point, and behind it.
    private static final int MAX_DIGITS = 40;

    private Keywords() {}

    /// What the keywords of an object schema ask for together.
    ///
    /// @throws SchemaException naming a keyword that is wrong, or constrains and is not supported;
    ///   unknown ones say nothing, as JSON schema has it
    static Facets of(Source schema) {
        Facets facets = Facets.ANY;
        for (Map.Entry<String, JsonNode> field : schema.node().properties()) {
            facets = facets.and(keyword(schema, field.getKey()));
        }
        return facets.and(object(schema)).and(array(schema));
    }

    private static Facets keyword(Source schema, String name) {
        Source at = schema.at(name);
        return switch (name) {
            case "type" -> Facets.of(types(schema));
            case "enum" -> Facets.of(at.elements().stream().map(Source::node).toList());
            case "const" -> Facets.of(List.of(at.node()));
            case "minLength" -> Facets.of(TextFacet.of(Range.atLeast(at.count())));
            case "maxLength" -> Facets.of(TextFacet.of(Range.atMost(at.count())));
            case "pattern" -> Facets.of(TextFacet.pattern(at));
            case "format" -> format(at);
            case "minimum" ->
                    Facets.of(NumberBounds.above(number(at), draft4(schema, "exclusiveMinimum")));
            case "maximum" ->
                    Facets.of(NumberBounds.below(number(at), draft4(schema, "exclusiveMaximum")));
            case "exclusiveMinimum" ->
                    at.node().isBoolean()
                            ? Facets.ANY
                            : Facets.of(NumberBounds.above(number(at), true));
            case "exclusiveMaximum" ->
                    at.node().isBoolean()
                            ? Facets.ANY
                            : Facets.of(NumberBounds.below(number(at), true));
            case "required" -> Facets.of(ObjectFacet.required(names(at)));
            case "minProperties" -> Facets.of(ObjectFacet.of(Range.atLeast(at.count())));
            case "maxProperties" -> Facets.of(ObjectFacet.of(Range.atMost(at.count())));
            case "minItems" -> Facets.of(ArrayFacet.of(Range.atLeast(at.count())));
            case "maxItems" -> Facets.of(ArrayFacet.of(Range.atMost(at.count())));
            default -> {
                refuseUnsupported(at, name);
                yield Facets.ANY;
            }
        };
    }

    /// What constrains, and a grammar cannot express or this one does not.
    private static void refuseUnsupported(Source at, String name) {
        boolean asks =
                switch (name) {
                    case "not",
                            "if",
                            "contains",
                            "dependentRequired",
                            "dependentSchemas",
                            "dependencies",
                            "$dynamicRef",
                            "$recursiveRef" ->
                            true;
                    case "patternProperties" -> !at.node().isEmpty();
                    case "uniqueItems" -> at.flag();
                    case "multipleOf" -> true;
                    case "propertyNames", "unevaluatedProperties", "unevaluatedItems" ->
                            !saysNothing(at.node());
                    default -> false;
                };
        if (asks) {
            throw at.wrong("is not supported");
        }
    }

    private static boolean saysNothing(JsonNode schema) {
        return schema.isBoolean() ? schema.booleanValue() : schema.isObject() && schema.isEmpty();
    }

    /// `nullable` is OpenAPI 3.0's way to add null to the types.
    private static Set<JsonType> types(Source schema) {
        Source type = schema.at("type");
        var types = new LinkedHashSet<JsonType>();
        if (type.node().isArray()) {
            type.elements().forEach(each -> types.addAll(JsonType.named(each, each.text())));
        } else {
            types.addAll(JsonType.named(type, type.text()));
        }
        if (schema.node().has("nullable") && schema.at("nullable").flag()) {
            types.add(JsonType.NULL);
        }
        return types;
    }

    private static Facets format(Source at) {
        return switch (at.text()) {
            case "int32" -> Facets.of(signed(32));
            case "int64" -> Facets.of(signed(64));
            default -> TextFormat.heldTo(at) ? Facets.of(TextFacet.format(at)) : Facets.ANY;
        };
    }

    private static NumberBounds signed(int bits) {
        var limit = new BigDecimal(BigInteger.TWO.pow(bits - 1));
        return NumberBounds.above(limit.negate(), false).and(NumberBounds.below(limit, true));
    }

    private static boolean draft4(Source schema, String exclusive) {
        return schema.node().path(exclusive).asBoolean(false)
                && schema.node().path(exclusive).isBoolean();
    }

    private static BigDecimal number(Source at) {
        if (!at.node().isNumber()) {
            throw at.wrong("must be a number");
        }
        BigDecimal number = at.node().decimalValue().stripTrailingZeros();
        if (number.scale() > MAX_DIGITS || number.precision() - number.scale() > MAX_DIGITS) {
            throw at.wrong("has more than " + MAX_DIGITS + " digits before or behind the point");
        }
        return number;
    }

    private static Set<String> names(Source at) {
        var names = new LinkedHashSet<String>();
        at.elements().forEach(name -> names.add(name.text()));
        return names;
    }

    private static Facets object(Source schema) {
        Optional<Source> others = optional(schema, "additionalProperties");
        if (others.isEmpty() && !schema.node().has("properties")) {
            return Facets.ANY;
        }
        var properties = new LinkedHashMap<String, Source>();
        optional(schema, "properties")
                .ifPresent(
                        declared -> {
                            if (!declared.node().isObject()) {
                                throw declared.wrong("must be an object");
                            }
                            declared.node()
                                    .properties()
                                    .forEach(
                                            field ->
                                                    properties.put(
                                                            field.getKey(),
                                                            declared.at(field.getKey())));
                        });
        return Facets.of(ObjectFacet.of(new ObjectFacet.Part(properties, others)));
    }

    /// Tuples are written as `prefixItems` and `items` today; as a list of `items` and
    /// `additionalItems` before 2020.
    private static Facets array(Source schema) {
        Optional<Source> first = optional(schema, "prefixItems");
        Optional<Source> others = optional(schema, "items");
        if (others.isPresent() && others.get().node().isArray()) {
            first = others;
            others = optional(schema, "additionalItems");
        }
        if (first.isEmpty() && others.isEmpty()) {
            return Facets.ANY;
        }
        List<Source> places = first.map(Source::elements).orElse(new ArrayList<>());
        return Facets.of(ArrayFacet.of(new Part(places, others)));
    }

    private static Optional<Source> optional(Source schema, String name) {
        return schema.node().has(name) ? Optional.of(schema.at(name)) : Optional.empty();
    }
}
