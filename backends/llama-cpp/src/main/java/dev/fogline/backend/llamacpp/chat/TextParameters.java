package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.jinja.Json;
import dev.fogline.backend.llamacpp.jinja.TemplateException;
import dev.fogline.backend.llamacpp.jinja.Value;
import dev.fogline.spi.request.Tool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which parameters of tools are texts: where values stand without quotes, nothing else tells the
/// text `1` from the number.
///
/// @param byTool their names
record TextParameters(Map<String, Set<String>> byTool) {

    static final TextParameters NONE = new TextParameters(Map.of());

    /// @param tools whose parameters are JSON schemas; a broken one has no texts
    static TextParameters of(List<Tool> tools) {
        var byTool = new HashMap<String, Set<String>>();
        tools.forEach(tool -> byTool.put(tool.name(), texts(tool.parametersJson())));
        return new TextParameters(byTool);
    }

    boolean text(String tool, String parameter) {
        return byTool.getOrDefault(tool, Set.of()).contains(parameter);
    }

    private static Set<String> texts(String schema) {
        try {
            return Json.value(schema) instanceof Value.Mapping(var entries)
                            && entries.get("properties") instanceof Value.Mapping(var properties)
                    ? properties.entrySet().stream()
                            .filter(property -> text(property.getValue()))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet())
                    : Set.of();
        } catch (TemplateException broken) {
            return Set.of();
        }
    }

    private static boolean text(Value schema) {
        return schema instanceof Value.Mapping(var entries)
                && entries.get("type") instanceof Value.Text(String type)
                && type.equals("string");
    }
}
