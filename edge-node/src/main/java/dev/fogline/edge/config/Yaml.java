package dev.fogline.edge.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A YAML document that remembers its lines, which data binding forgets.
sealed interface Yaml {

    /// Where it begins, from 1.
    int line();

    /// A scalar as it is written, without quotes; empty for a key without a value.
    record Text(String value, int line) implements Yaml {}

    record Items(List<Yaml> items, int line) implements Yaml {}

    /// @param entries in the order they are written
    record Keys(Map<String, Entry> entries, int line) implements Yaml {}

    /// @param line of the key
    record Entry(int line, Yaml value) {}

    /// @param name of the file, for messages
    /// @throws ConfigException if it is not YAML, or its top is no mapping
    static Keys parse(String name, String text) {
        try (YAMLParser parser = YAMLFactory.builder().build().createParser(text)) {
            if (parser.nextToken() == null) {
                return new Keys(Map.of(), 1);
            }
            return switch (value(name, parser)) {
                case Keys keys -> keys;
                case Text(String value, int line) when value.isEmpty() -> new Keys(Map.of(), line);
                case Yaml other ->
                        throw at(name, other.line(), "keys are expected, such as `server:`");
            };
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            String problem =
                    broken.getOriginalMessage().lines().findFirst().orElse("it breaks off");
            throw at(name, line, "not YAML: " + problem);
        } catch (IOException failed) {
            throw new ConfigException(name + ": " + failed.getMessage());
        }
    }

    /// @param problem in one line or more: values that it quotes may have several
    static ConfigException at(String name, int line, String problem) {
        String oneLine = problem.lines().map(String::strip).collect(Collectors.joining(" "));
        return new ConfigException(name + ", line " + line + ": " + oneLine);
    }

    private static Yaml value(String name, YAMLParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> keys(name, parser, line);
            case START_ARRAY -> items(name, parser, line);
            case VALUE_NULL -> new Text("", line);
            default -> new Text(parser.getText(), line);
        };
    }

    private static Keys keys(String name, YAMLParser parser, int line) throws IOException {
        var entries = new LinkedHashMap<String, Entry>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int keyLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (entries.putIfAbsent(key, new Entry(keyLine, value(name, parser))) != null) {
                throw at(name, keyLine, "the key '" + key + "' is there twice");
            }
        }
        return new Keys(entries, line);
    }

    private static Items items(String name, YAMLParser parser, int line) throws IOException {
        var items = new ArrayList<Yaml>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(name, parser));
        }
        return new Items(items, line);
    }
}
