package dev.fogline.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.fogline.dist.planted.Planted;
import org.junit.jupiter.api.Test;

/// The boundaries that only the code shows.
class CodeTest {

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.fogline");

    private static final JavaClasses OFFENDERS =
            new ClassFileImporter().importPackagesOf(Planted.class);

    @Test
    void theCostModelIsPure() {
        Purity.rule("dev.fogline.cost..").check(PRODUCT);
    }

    @Test
    void impurityIsSeen() {
        assertThat(Purity.rule("dev.fogline.dist.planted..").evaluate(OFFENDERS).getFailureReport())
                .asString()
                .contains("System.nanoTime()")
                .contains("Instant.now()")
                .contains("Math.random()")
                .contains("RandomGenerator.getDefault()")
                .contains("UUID.randomUUID()")
                .contains("Thread.ofVirtual()")
                .contains("java.util.concurrent.atomic.AtomicLong")
                .contains("java.nio.file.Path")
                .contains("java.lang.System$Logger");
    }

    @Test
    void nothingIsStaticAndMutable() {
        StaticState.rule().check(PRODUCT);
    }

    @Test
    void staticStateIsSeen() {
        assertThat(StaticState.rule().evaluate(OFFENDERS).getFailureReport().getDetails())
                .hasSize(4)
                .asString()
                .contains("Planted.calls>", "Planted.MEMORY>", "Planted.COUNT>", "Planted.TABLE>");
    }

    @Test
    void nothingReflects() {
        ArchRule rule =
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.lang.reflect..")
                        .orShould()
                        .callMethod(Class.class, "forName", String.class);

        rule.check(PRODUCT);
    }

    @Test
    void helidonStaysInTheNodesAndTheOpenaiBackend() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.fogline.spi..",
                                "dev.fogline.cost..",
                                "dev.fogline.router..",
                                "dev.fogline.backend.llamacpp..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.helidon..", "com.sun.net..", "java.net.http..");

        rule.check(PRODUCT);
    }
}
