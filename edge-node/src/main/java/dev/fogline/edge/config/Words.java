package dev.fogline.edge.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Values that are one of a few words, in kebab-case.
final class Words {

    private Words() {}

    /// @throws ConfigException if it is none of the words, with all of them
    static <E extends Enum<E>> Optional<E> one(Section section, String key, Class<E> kind) {
        return section.text(key).map(text -> meant(section, key, text, kind));
    }

    /// In the order in which they are written; empty if the key is not there.
    static <E extends Enum<E>> List<E> list(Section section, String key, Class<E> kind) {
        return section.texts(key).stream()
                .map(text -> meant(section, key, text, kind))
                .distinct()
                .toList();
    }

    static <E extends Enum<E>> Set<E> set(
            Section section, String key, Class<E> kind, Set<E> fallback) {
        List<E> given = list(section, key, kind);
        return given.isEmpty() ? fallback : Set.copyOf(given);
    }

    static boolean flag(Section section, String key) {
        return section.text(key)
                .map(
                        text ->
                                switch (text) {
                                    case "true" -> true;
                                    case "false" -> false;
                                    default ->
                                            throw section.wrong(
                                                    key,
                                                    "'" + text + "' is neither true nor false");
                                })
                .orElse(false);
    }

    private static <E extends Enum<E>> E meant(
            Section section, String key, String text, Class<E> kind) {
        return Arrays.stream(kind.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                section.wrong(
                                        key,
                                        "'"
                                                + text
                                                + "' is none of "
                                                + Arrays.stream(kind.getEnumConstants())
                                                        .map(Words::word)
                                                        .collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
