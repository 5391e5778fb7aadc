package dev.fogline.backend.llamacpp.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The methods of dictionaries.
final class MappingMethods {

    static final Set<String> NAMES = Set.of("get", "items", "keys", "values", "pop", "update");

    private MappingMethods() {}

    static Value call(Value.Mapping mapping, Call call) {
        Map<String, Value> entries = mapping.entries();
        call.budget().steps(call.name().equals("get") ? 1 : entries.size());
        return switch (call.name()) {
            case "get" -> entries.getOrDefault(key(call), otherwise(call));
            case "items" -> items(entries);
            case "keys" -> Value.list(entries.keySet().stream().map(Value::of).toList());
            case "values" -> Value.list(new ArrayList<>(entries.values()));
            case "pop" -> {
                Value taken = entries.remove(key(call));
                yield taken == null ? otherwise(call) : taken;
            }
            default -> {
                if (call.argument(0, "other").orElse(mapping) instanceof Value.Mapping(var more)) {
                    entries.putAll(more);
                }
                entries.putAll(call.named());
                yield Value.Nothing.NONE;
            }
        };
    }

    /// Each entry as a tuple of its key and value.
    static Value items(Map<String, Value> entries) {
        return Value.list(
                entries.entrySet().stream()
                        .map(
                                entry ->
                                        new Value.Sequence(
                                                List.of(Value.of(entry.getKey()), entry.getValue()),
                                                true))
                        .toList());
    }

    private static String key(Call call) {
        return call.required(0, "key") instanceof Value.Text(String key) ? key : "";
    }

    private static Value otherwise(Call call) {
        return call.argument(1, "default").orElse(Value.Nothing.NONE);
    }
}
