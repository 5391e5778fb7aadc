package dev.fogline.router;

import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.ConstraintProvider;
import dev.fogline.spi.EstimatorProvider;
import dev.fogline.spi.Policy;
import dev.fogline.spi.PolicyProvider;
import dev.fogline.spi.Provider;
import dev.fogline.spi.Setting;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Every provider this node knows: those built in, and those of the plugins folder.
///
/// A plugin that is broken, missing something, too old, or of a type that is taken costs one line
/// of [#problems] and nothing else. Immutable once loaded.
public final class Plugins {

    private final Map<Key, Loaded> providers = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private Plugins() {}

    /// Loads what is built in and every jar or folder of jars in a directory; a directory that is
    /// not there is empty.
    public static Plugins load(Path dir) {
        Plugins plugins = of(List.of());
        if (!Files.isDirectory(dir)) {
            return plugins;
        }
        try (Stream<Path> entries = Files.list(dir)) {
            entries.filter(entry -> Files.isDirectory(entry) || entry.toString().endsWith(".jar"))
                    .sorted()
                    .forEach(plugins::addFrom);
        } catch (IOException failed) {
            plugins.problems.add("cannot list " + dir + ": " + failed.getMessage());
        }
        return plugins;
    }

    /// What is built in, and these.
    static Plugins of(List<? extends Provider> more) {
        var plugins = new Plugins();
        PluginLayer.builtIn().forEach(provider -> plugins.add(provider, "built in"));
        more.forEach(provider -> plugins.add(provider, "built in"));
        return plugins;
    }

    /// One entry per provider, by kind and type.
    public List<Entry> entries() {
        return providers.entrySet().stream()
                .map(
                        entry ->
                                new Entry(
                                        entry.getKey().kind(),
                                        entry.getKey().type(),
                                        entry.getValue().origin(),
                                        PluginLayer.version(entry.getValue().provider()),
                                        entry.getValue().provider().settings()))
                .toList();
    }

    /// One line per plugin that could not be loaded.
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /// The provider of a type, for those who know which verb they want.
    public <T extends Provider> Optional<T> find(Class<T> verb, String type) {
        return Optional.ofNullable(providers.get(new Key(kind(verb), type)))
                .map(loaded -> verb.cast(loaded.provider()));
    }

    /// The types there are of a verb, in order.
    public List<String> types(Class<? extends Provider> verb) {
        return providers.keySet().stream()
                .filter(key -> key.kind().equals(kind(verb)))
                .map(Key::type)
                .toList();
    }

    /// A policy of a plugin, or of a type built in.
    ///
    /// @param settings as configured, for the provider of the type
    /// @throws RouterException if there is no such type, or a setting is of no use to it
    public Policy policy(String type, Map<String, String> settings) {
        PolicyProvider provider =
                find(PolicyProvider.class, type)
                        .orElseThrow(
                                () ->
                                        new RouterException(
                                                "there is no policy of type '"
                                                        + type
                                                        + "'; there are "
                                                        + types(PolicyProvider.class)));
        try {
            return provider.create(Settings.of(provider.settings(), settings));
        } catch (SettingException unfit) {
            throw new RouterException("policy " + type + ": " + unfit.getMessage(), unfit);
        } catch (RuntimeException | LinkageError undeclared) {
            throw new RouterException("policy " + type + " threw " + undeclared, undeclared);
        }
    }

    /// @param kind `backend`, `constraint`, `estimator` or `policy`
    /// @param type as in the configuration
    /// @param origin `built in`, or the file it came from
    /// @param version of its module, empty if it has none
    /// @param settings it takes
    public record Entry(
            String kind, String type, String origin, String version, List<Setting> settings) {}

    private record Loaded(Provider provider, String origin) {}

    private record Key(String kind, String type) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : type.compareTo(other.type);
        }
    }

    private void addFrom(Path file) {
        String name = file.getFileName().toString();
        try {
            PluginLayer.load(file).forEach(provider -> add(provider, name));
        } catch (PluginLayer.UnfitException unfit) {
            problems.add("plugin " + name + ": " + unfit.getMessage());
        }
    }

    private void add(Provider provider, String origin) {
        var key = new Key(kind(provider.getClass()), provider.type());
        if (provider.spiVersion() != Provider.SPI_VERSION) {
            problems.add(
                    "plugin "
                            + origin
                            + ": built for SPI "
                            + provider.spiVersion()
                            + ", this node speaks "
                            + Provider.SPI_VERSION);
            return;
        }
        Loaded taken = providers.putIfAbsent(key, new Loaded(provider, origin));
        if (taken != null) {
            problems.add(
                    "plugin "
                            + origin
                            + ": the "
                            + key.kind()
                            + " type '"
                            + key.type()
                            + "' is taken by "
                            + taken.origin());
        }
    }

    private static String kind(Class<?> provider) {
        if (BackendProvider.class.isAssignableFrom(provider)) {
            return "backend";
        }
        if (ConstraintProvider.class.isAssignableFrom(provider)) {
            return "constraint";
        }
        return EstimatorProvider.class.isAssignableFrom(provider) ? "estimator" : "policy";
    }
}
