package dev.fogline.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Opens;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The boundaries that module descriptors state.
class ModulesTest {

    private static final String SPI = "dev.fogline.spi";
    private static final String COST = "dev.fogline.cost";
    private static final String ROUTER = "dev.fogline.router";
    private static final String EDGE = "dev.fogline.edge";
    private static final String CLOUD = "dev.fogline.cloud";
    private static final String LLAMA = "dev.fogline.backend.llamacpp";
    private static final String OPENAI = "dev.fogline.backend.openai";
    private static final String ECHO = "dev.fogline.backend.echo";

    private static final String JACKSON = "com.fasterxml.jackson.";
    private static final String HELIDON = "io.helidon.";
    private static final String PROMETHEUS = "io.prometheus.metrics.";
    private static final String CAFFEINE = "com.github.benmanes.caffeine";

    private final Descriptors modules = Descriptors.ofThisBuild();

    @Test
    void everyModuleIsLookedAt() {
        assertThat(modules.byName().keySet())
                .contains(SPI, COST, ROUTER, EDGE, CLOUD, LLAMA, OPENAI, ECHO);
    }

    @Test
    void spiNeedsTheJavaBaseOnly() {
        assertThat(modules.needs(SPI)).isEmpty();
        assertThat(modules.compilesAgainst(SPI)).containsExactly("org.jspecify");
    }

    @Test
    void costModelNeedsTheSpiOnly() {
        assertThat(modules.needs(COST)).containsExactly(SPI);
        assertThat(modules.compilesAgainst(COST)).containsExactly("org.jspecify");
    }

    @Test
    void routerKnowsNoServerAndNoClient() {
        assertThat(modules.needs(ROUTER))
                .allMatch(
                        any(
                                SPI,
                                COST,
                                JACKSON,
                                CAFFEINE,
                                "io.github.resilience4j.",
                                PROMETHEUS,
                                "java.management"));
    }

    @Test
    void llamaCppNeedsNoServerAndNoClient() {
        assertThat(modules.needs(LLAMA)).noneMatch(any(HELIDON, "java.net.http", "jdk.httpserver"));
    }

    @Test
    void openaiNeedsJacksonAndTheWebClientOnly() {
        assertThat(modules.needs(OPENAI)).allMatch(any(SPI, JACKSON, HELIDON));
        assertThat(modules.needs(OPENAI)).noneMatch(any("io.helidon.webserver"));
    }

    @Test
    void echoNeedsWhatEveryPluginHas() {
        assertThat(modules.needs(ECHO)).containsExactly(SPI);
    }

    @ParameterizedTest
    @ValueSource(strings = {LLAMA, OPENAI, ECHO})
    void backendsSeeOfOurModulesOnlyTheSpi(String backend) {
        assertThat(ours(modules.needs(backend))).containsExactly(SPI);
        assertThat(ours(modules.compilesAgainst(backend))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {LLAMA, OPENAI, ECHO})
    void backendsShowNothingButTheirProviders(String backend) {
        assertThat(modules.module(backend).exports()).isEmpty();
        assertThat(modules.module(backend).provides()).isNotEmpty();
    }

    @Test
    void nobodyNeedsABackend() {
        assertThat(modules.byName().keySet())
                .allSatisfy(
                        module ->
                                assertThat(modules.needs(module))
                                        .noneMatch(any("dev.fogline.backend.")));
    }

    @Test
    void edgeNeverNeedsTheCloud() {
        assertThat(ours(modules.needs(EDGE))).isSubsetOf(ROUTER, COST, SPI);
        assertThat(ours(modules.compilesAgainst(EDGE))).isEmpty();
    }

    @Test
    void edgeShowsItsDoorToTheCloudAlone() {
        assertThat(modules.module(EDGE).exports())
                .extracting(Exports::source, Exports::targets)
                .containsExactly(tuple("dev.fogline.edge.door", Set.of(CLOUD)));
    }

    @Test
    void cloudShowsNothing() {
        assertThat(modules.module(CLOUD).exports()).isEmpty();
    }

    @Test
    void nothingIsOpenToEverybody() {
        assertThat(modules.byName().values())
                .allSatisfy(
                        module -> {
                            assertThat(module.isOpen()).isFalse();
                            assertThat(module.opens()).allMatch(Opens::isQualified);
                        });
    }

    private static List<String> ours(List<String> names) {
        return names.stream().filter(any("dev.fogline.")).toList();
    }

    private static Predicate<String> any(String... prefixes) {
        return name -> Set.of(prefixes).stream().anyMatch(name::startsWith);
    }
}
