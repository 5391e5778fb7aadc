package dev.fogline.backend.llamacpp.jinja;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON as a value: keys keep their order, whole numbers stay whole. The parser bounds nesting,
/// texts and numbers.
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /// The value a JSON text stands for.
    ///
    /// @throws TemplateException if it is no JSON
    public static Value value(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            Value value = value(parser);
            if (parser.nextToken() != null) {
                throw TemplateException.of("something stands behind the JSON");
            }
            return value;
        } catch (IOException e) {
            throw TemplateException.of("no JSON at offset " + offset(e));
        }
    }

    /// A value as JSON without white space.
    public static String text(Value value) {
        Value separators = Value.list(List.of(Value.of(","), Value.of(":")));
        var call = new Call("tojson", List.of(), Map.of("separators", separators), new Budget());
        return JsonWriter.text(value, call);
    }

    /// A text as JSON.
    public static String quoted(String text) {
        return text(Value.of(text));
    }

    private static long offset(IOException e) {
        return e instanceof com.fasterxml.jackson.core.JacksonException problem
                        && problem.getLocation() != null
                ? problem.getLocation().getCharOffset()
                : 0;
    }

    private static Value value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw TemplateException.of("no JSON at offset 0");
        }
        return switch (token) {
            case VALUE_STRING -> Value.of(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> new Value.Real(parser.getDoubleValue());
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case START_ARRAY -> list(parser);
            case START_OBJECT -> mapping(parser);
            default -> Value.Nothing.NONE;
        };
    }

    private static Value whole(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? new Value.Real(parser.getDoubleValue())
                : Value.of(parser.getLongValue());
    }

    private static Value list(JsonParser parser) throws IOException {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Value.Sequence(items, false);
    }

    private static Value mapping(JsonParser parser) throws IOException {
        var entries = new LinkedHashMap<String, Value>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            entries.put(key, value(parser));
        }
        return new Value.Mapping(entries);
    }
}
