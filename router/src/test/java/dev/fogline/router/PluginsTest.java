package dev.fogline.router;

import static dev.fogline.router.PluginJars.file;
import static dev.fogline.router.PluginJars.list;
import static dev.fogline.router.PluginJars.provider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.PolicyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One folder with three good plugins and every way known of being broken.
class PluginsTest {

    @TempDir private static Path temp;
    private static Plugins plugins;

    @BeforeAll
    static void load() throws IOException {
        Path dir = Files.createDirectory(temp.resolve("plugins"));
        var jars = new PluginJars(Files.createDirectory(temp.resolve("work")));
        modules(jars, dir);
        plainJars(jars, dir);
        Files.writeString(dir.resolve("zip.jar"), "no zip file");
        Files.writeString(dir.resolve("README"), "no plugin");
        Files.createDirectory(dir.resolve("empty"));
        plugins = Plugins.load(dir);
    }

    @Test
    void loadsModulesPlainJarsAndFoldersBesideWhatIsBuiltIn() {
        assertThat(plugins.entries())
                .extracting(entry -> entry.kind() + " " + entry.type() + " " + entry.origin())
                .containsExactly(
                        "backend good good.jar",
                        "backend jack jack",
                        "backend plain plain.jar",
                        "policy balanced built in");
    }

    @Test
    void aFolderBringsItsOwnDependencies() {
        assertThat(plugins.find(BackendProvider.class, "jack").orElseThrow().type())
                .isEqualTo("jack");
    }

    @Test
    void findsAProviderByVerbAndType() {
        assertThat(plugins.find(PolicyProvider.class, "balanced"))
                .containsInstanceOf(BalancedPolicyProvider.class);
        assertThat(plugins.find(PolicyProvider.class, "good")).isEmpty();
        assertThat(plugins.types(BackendProvider.class)).containsExactly("good", "jack", "plain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twin.jar    | the backend type 'good' is taken by good.jar",
                "empty       | it holds no jar",
                "ghost.jar   | Provider class no.such.Ghost not",
                "lacking.jar | ClassNotFoundException: absent.Lib",
                "missing.jar | Module absent.lib not found",
                "mute.jar    | IllegalStateException: no type today",
                "nothing.jar | it provides no backend, constraint, estimator or policy",
                "old.jar     | built for SPI 0, this node speaks 1",
                "zip.jar     | ZipException"
            })
    void aBrokenPluginCostsOneLine(String name, String problem) {
        assertThat(plugins.problems())
                .filteredOn(line -> line.startsWith("plugin " + name + ": "))
                .singleElement()
                .asString()
                .contains(problem)
                .doesNotContain("\n");
    }

    @Test
    void nothingElseIsAProblem() {
        assertThat(plugins.problems()).hasSize(9);
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() {
        Plugins none = Plugins.load(temp.resolve("nowhere"));

        assertThat(none.problems()).isEmpty();
        assertThat(none.types(PolicyProvider.class)).containsExactly("balanced");
        assertThat(none.types(BackendProvider.class)).isEmpty();
    }

    private static void modules(PluginJars jars, Path dir) throws IOException {
        var good = new HashMap<>(provider("p.good.Good", "good"));
        good.put("module-info.java", module("p.good", "", "p.good.Good"));
        jars.jar(jars.compile(good), dir.resolve("good.jar"));

        Path absent =
                jars.compile(
                        Map.of(
                                "module-info.java",
                                "module absent.lib { exports absent; }",
                                file("absent.Lib"),
                                "package absent; public class Lib { public static int it = 1; }"));
        var needy =
                new HashMap<>(
                        provider("p.needy.Needy", "\"jack\"", "SPI_VERSION", "absent.Lib.it++"));
        needy.put("module-info.java", module("p.needy", "requires absent.lib;", "p.needy.Needy"));
        Path classes = jars.compile(needy, absent);
        Path jack = Files.createDirectory(dir.resolve("jack"));
        jars.jar(classes, jack.resolve("jack.jar"));
        jars.jar(absent, jack.resolve("absent.jar"));
        jars.jar(classes, dir.resolve("missing.jar"));
    }

    private static void plainJars(PluginJars jars, Path dir) throws IOException {
        plain(jars, dir, "plain", provider("p.plain.Plain", "plain"));
        plain(jars, dir, "twin", provider("p.twin.Twin", "good"));
        plain(jars, dir, "old", provider("p.old.Old", "\"old\"", "0", "int nothing = 0"));
        plain(jars, dir, "mute", provider("p.mute.Mute", MUTE, "SPI_VERSION", "int nothing = 0"));
        var lacking =
                new HashMap<>(
                        provider("p.lack.Lack", "\"lack\"", "SPI_VERSION", "absent.Lib.it++"));
        lacking.put(
                file("absent.Lib"),
                "package absent; public class Lib { public static int it = 1; }");
        Path classes = jars.compile(lacking);
        Files.delete(classes.resolve("absent/Lib.class"));
        Files.delete(classes.resolve("absent"));
        list(classes, "p.lack.Lack");
        jars.jar(classes, dir.resolve("lacking.jar"));

        Path ghost = jars.compile(Map.of(file("p.ghost.Real"), "package p.ghost; class Real {}"));
        jars.jar(ghost, dir.resolve("nothing.jar"));
        list(ghost, "no.such.Ghost");
        jars.jar(ghost, dir.resolve("ghost.jar"));
    }

    private static final String MUTE =
            "java.util.Optional.<String>empty()"
                    + ".orElseThrow(() -> new IllegalStateException(\"no type today\"))";

    private static void plain(PluginJars jars, Path dir, String name, Map<String, String> source)
            throws IOException {
        Path classes = jars.compile(source);
        String className = source.keySet().iterator().next().replace(".java", "").replace('/', '.');
        list(classes, className);
        jars.jar(classes, dir.resolve(name + ".jar"));
    }

    private static String module(String name, String requires, String provider) {
        return "module "
                + name
                + " { requires dev.fogline.spi; "
                + requires
                + " provides dev.fogline.spi.BackendProvider with "
                + provider
                + "; }";
    }
}
