package dev.fogline.router;

import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.ConstraintProvider;
import dev.fogline.spi.EstimatorProvider;
import dev.fogline.spi.PolicyProvider;
import dev.fogline.spi.Provider;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Loads one plugin, a jar or a folder of jars, into a module layer and class loader of its own.
///
/// Jars without a module descriptor are automatic modules. What a plugin brings along wins over
/// what the node has.
final class PluginLayer {

    private static final List<Function<ModuleLayer, ServiceLoader<? extends Provider>>> VERBS =
            List.of(
                    layer -> ServiceLoader.load(layer, BackendProvider.class),
                    layer -> ServiceLoader.load(layer, ConstraintProvider.class),
                    layer -> ServiceLoader.load(layer, EstimatorProvider.class),
                    layer -> ServiceLoader.load(layer, PolicyProvider.class));

    private PluginLayer() {}

    /// The providers of the modules this node itself is made of.
    static List<Provider> builtIn() {
        return providers(host());
    }

    /// @throws UnfitException with one line that says why nothing of it can be used
    static List<Provider> load(Path file) {
        try {
            List<Provider> found = providers(layer(file));
            if (found.isEmpty()) {
                throw new UnfitException("it provides no backend, constraint, estimator or policy");
            }
            return found;
        } catch (FindException | ResolutionException | LayerInstantiationException unresolvable) {
            throw new UnfitException(oneLine(unresolvable));
        } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
            throw broken instanceof UnfitException unfit
                    ? unfit
                    : new UnfitException(oneLine(broken));
        }
    }

    static String version(Provider provider) {
        ModuleDescriptor descriptor = provider.getClass().getModule().getDescriptor();
        return descriptor == null ? "" : descriptor.rawVersion().orElse("");
    }

    private static ModuleLayer layer(Path file) {
        ModuleFinder finder = ModuleFinder.of(file);
        Set<String> roots =
                finder.findAll().stream()
                        .map(module -> module.descriptor().name())
                        .collect(Collectors.toSet());
        if (roots.isEmpty()) {
            throw new UnfitException("it holds no jar");
        }
        ModuleLayer host = host();
        Configuration resolved =
                Configuration.resolve(
                        finder, List.of(host.configuration()), ModuleFinder.of(), roots);
        return ModuleLayer.defineModulesWithOneLoader(
                        resolved, List.of(host), PluginLayer.class.getClassLoader())
                .layer();
    }

    /// Providers of a layer's own modules; its parents' were found before. Each is asked all it can
    /// tell, so that a missing dependency shows now and not on the first request.
    private static List<Provider> providers(ModuleLayer layer) {
        return VERBS.stream()
                .flatMap(verb -> verb.apply(layer).stream())
                .filter(provider -> provider.type().getModule().getLayer() == layer)
                .map(ServiceLoader.Provider::get)
                .<Provider>map(Function.identity())
                .peek(PluginLayer::ask)
                .toList();
    }

    private static void ask(Provider provider) {
        provider.type();
        provider.spiVersion();
        provider.settings();
    }

    /// The layer this node runs in: the boot layer of the image. On a class path, as in some tests,
    /// the boot layer too.
    private static ModuleLayer host() {
        return Stream.ofNullable(PluginLayer.class.getModule().getLayer())
                .findFirst()
                .orElseGet(ModuleLayer::boot);
    }

    private static String oneLine(Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return (cause.getClass().getSimpleName() + ": " + cause.getMessage())
                .lines()
                .findFirst()
                .orElseThrow();
    }

    /// A plugin cannot be used.
    static final class UnfitException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnfitException(String message) {
            super(message);
        }
    }
}
