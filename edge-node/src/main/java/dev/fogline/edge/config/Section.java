package dev.fogline.edge.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/// One mapping of the configuration; every complaint names the file, the line and the key.
///
/// @param file its name, for messages
/// @param values fills placeholders
/// @param keys what is written there
record Section(String file, Values values, Yaml.Keys keys) {

    /// @throws ConfigException for the first key that is not among the known ones, with the nearest
    ///   of these
    Section knowing(Collection<String> known) {
        for (Map.Entry<String, Yaml.Entry> entry : keys.entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                String meant = Nearest.to(entry.getKey(), new TreeSet<>(known));
                throw Yaml.at(
                        file,
                        entry.getValue().line(),
                        "unknown key '" + entry.getKey() + "'; did you mean '" + meant + "'?");
            }
        }
        return this;
    }

    /// A section without keys, at the place of this one.
    Section empty() {
        return new Section(file, values, new Yaml.Keys(Map.of(), keys.line()));
    }

    Optional<String> text(String key) {
        return raw(key).map(raw -> filled(key, () -> values.fill(raw)));
    }

    Optional<String> secret(String key) {
        return raw(key).map(raw -> filled(key, () -> values.secret(raw)));
    }

    String required(String key) {
        return text(key)
                .orElseThrow(() -> Yaml.at(file, keys.line(), "the key '" + key + "' is missing"));
    }

    long whole(String key, long low, long high, long fallback) {
        return text(key)
                .map(
                        text -> {
                            try {
                                long number = Long.parseLong(text);
                                if (number >= low && number <= high) {
                                    return number;
                                }
                            } catch (NumberFormatException notANumber) {
                                // said below, together with the range
                            }
                            throw wrong(
                                    key,
                                    "'"
                                            + text
                                            + "' is not a whole number from "
                                            + low
                                            + " to "
                                            + high);
                        })
                .orElse(fallback);
    }

    double number(String key, double low, double high, double fallback) {
        return text(key)
                .map(
                        text -> {
                            try {
                                double number = Double.parseDouble(text);
                                if (number >= low && number <= high) {
                                    return number;
                                }
                            } catch (NumberFormatException notANumber) {
                                // said below, together with the range
                            }
                            throw wrong(
                                    key,
                                    "'" + text + "' is not a number from " + low + " to " + high);
                        })
                .orElse(fallback);
    }

    /// The texts of a list; a single text is a list of one.
    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (Yaml item : items(key)) {
            if (!(item instanceof Yaml.Text(String value, int line))) {
                throw Yaml.at(file, item.line(), key + " takes texts");
            }
            texts.add(filled(key, () -> values.fill(value)));
        }
        return texts;
    }

    Optional<Section> section(String key) {
        return entry(key)
                .map(
                        entry ->
                                switch (entry.value()) {
                                    case Yaml.Keys inner -> new Section(file, values, inner);
                                    case Yaml other -> throw wrong(key, "takes keys below it");
                                });
    }

    List<Section> sections(String key) {
        return items(key).stream()
                .map(
                        item ->
                                switch (item) {
                                    case Yaml.Keys inner -> new Section(file, values, inner);
                                    case Yaml other ->
                                            throw Yaml.at(
                                                    file,
                                                    other.line(),
                                                    "an entry of " + key + " takes keys");
                                })
                .toList();
    }

    ConfigException wrong(String key, String problem) {
        int line = entry(key).map(Yaml.Entry::line).orElse(keys.line());
        return Yaml.at(file, line, key + ": " + problem);
    }

    private Optional<String> raw(String key) {
        return entry(key)
                .map(
                        entry ->
                                switch (entry.value()) {
                                    case Yaml.Text text -> text.value();
                                    case Yaml other -> throw wrong(key, "takes one value");
                                });
    }

    private List<Yaml> items(String key) {
        return entry(key)
                .map(
                        entry ->
                                switch (entry.value()) {
                                    case Yaml.Items list -> list.items();
                                    case Yaml.Text text -> List.<Yaml>of(text);
                                    case Yaml other -> throw wrong(key, "takes a list");
                                })
                .orElse(List.of());
    }

    /// A key without a value counts as not there.
    private Optional<Yaml.Entry> entry(String key) {
        return Optional.ofNullable(keys.entries().get(key))
                .filter(
                        entry ->
                                !(entry.value() instanceof Yaml.Text(String value, int line)
                                        && value.isEmpty()));
    }

    private String filled(String key, Supplier<String> filling) {
        try {
            return filling.get();
        } catch (Values.ValueException unfit) {
            throw wrong(key, String.valueOf(unfit.getMessage()));
        }
    }
}
