package dev.fogline.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutomaticModulesTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir private Path modules;

    @Test
    void aJarGetsADescriptorThatExportsItsPackages() throws IOException {
        jar("Automatic-Module-Name", AutomaticModulesTest.class);

        AutomaticModules.describe(modules, TIME);

        ModuleDescriptor described =
                ModuleFinder.of(modules).find("some.name").orElseThrow().descriptor();
        assertThat(described.isAutomatic()).isFalse();
        assertThat(described.exports())
                .extracting(Exports::source)
                .containsExactly("dev.fogline.dist");
    }

    @Test
    void aJarWithoutAStableNameIsRefused() throws IOException {
        jar("Implementation-Title", AutomaticModulesTest.class);

        assertThatThrownBy(() -> AutomaticModules.describe(modules, TIME))
                .hasMessageEndingWith("some.jar has no stable module name");
    }

    @Test
    void aJarThatLoadsServicesIsRefused() throws IOException {
        jar("Automatic-Module-Name", LoadsServices.class);

        assertThatThrownBy(() -> AutomaticModules.describe(modules, TIME))
                .hasMessageContaining("some.jar loads services in dev/fogline/dist/");
    }

    private void jar(String attribute, Class<?> content) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name(attribute), "some.name");
        String name = content.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(modules.resolve("some.jar"));
                var jar = new JarOutputStream(file, manifest)) {
            jar.putNextEntry(new JarEntry(name));
            jar.write(content.getClassLoader().getResourceAsStream(name).readAllBytes());
        }
    }

    static final class LoadsServices {
        static ServiceLoader<Runnable> load() {
            return ServiceLoader.load(Runnable.class);
        }
    }
}
