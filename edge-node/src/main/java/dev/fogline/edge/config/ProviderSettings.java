package dev.fogline.edge.config;

import dev.fogline.router.Plugins;
import dev.fogline.spi.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The keys of a section that belong to a plugin.
final class ProviderSettings {

    private ProviderSettings() {}

    /// What the provider of a type takes.
    ///
    /// @param kind `backend` or `policy`
    /// @throws ConfigException if there is no such provider, with those there are
    static List<Setting> of(Plugins plugins, String kind, Section section, String type) {
        List<Plugins.Entry> entries =
                plugins.entries().stream().filter(entry -> entry.kind().equals(kind)).toList();
        return entries.stream()
                .filter(entry -> entry.type().equals(type))
                .findFirst()
                .map(Plugins.Entry::settings)
                .orElseThrow(
                        () ->
                                section.wrong(
                                        "type",
                                        "there is no "
                                                + kind
                                                + " of type '"
                                                + type
                                                + "'; there are "
                                                + entries.stream()
                                                        .map(Plugins.Entry::type)
                                                        .collect(Collectors.joining(", "))));
    }

    /// What is configured for it, placeholders filled in. A secret is taken from nowhere but a
    /// placeholder.
    static Map<String, String> values(Section section, List<Setting> settings) {
        var values = new HashMap<String, String>();
        for (Setting setting : settings) {
            var value =
                    switch (setting.need()) {
                        case SECRET -> section.secret(setting.key());
                        case REQUIRED, OPTIONAL -> section.text(setting.key());
                    };
            value.ifPresent(text -> values.put(setting.key(), text));
            if (setting.need() == Setting.Need.REQUIRED && value.isEmpty()) {
                throw section.wrong(setting.key(), "is missing: " + setting.description());
            }
        }
        return values;
    }
}
