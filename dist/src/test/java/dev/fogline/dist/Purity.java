package dev.fogline.dist;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;

/// Equal inputs give equal outputs: no clocks, randomness, threads, IO, JSON or logging.
final class Purity {

    /// Types that reach beyond the arguments. Streams in memory are fine: estimators save
    /// themselves as bytes.
    private static final Pattern IMPURE =
            Pattern.compile(
                    "java\\.io\\.(?!(ByteArray|Data)(In|Out)putStream$|\\w*Exception$|Serializable$).*"
                            + "|java\\.nio\\.(file|channels)\\..*"
                            + "|java\\.net\\..*"
                            + "|java\\.util\\.concurrent\\.(?!TimeUnit$).*"
                            + "|java\\.util\\.logging\\..*"
                            + "|java\\.util\\.(Timer|UUID|Random|SplittableRandom|random\\..*)"
                            + "|java\\.security\\..*"
                            + "|java\\.time\\.(Clock|InstantSource)"
                            + "|java\\.lang\\.(Thread|ThreadLocal|ScopedValue|Process|Runtime)(\\$.*)?"
                            + "|java\\.lang\\.System\\$Logger(\\$.*)?"
                            + "|(?!java\\.|dev\\.fogline\\.|org\\.jspecify\\.).*\\..*");

    private static final String NOW =
            "nanoTime|currentTimeMillis|now|random|getProperty|getenv|getLogger";

    private Purity() {}

    static ArchRule rule(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat(impure())
                .orShould()
                .callMethodWhere(asksTheWorld())
                .orShould()
                .callMethodWhere(inParallel())
                .because("equal inputs give equal outputs");
    }

    private static DescribedPredicate<JavaClass> impure() {
        return DescribedPredicate.describe(
                "reach beyond their arguments",
                type -> IMPURE.matcher(type.getBaseComponentType().getName()).matches());
    }

    private static DescribedPredicate<JavaCall<?>> asksTheWorld() {
        return target(nameMatching(NOW))
                .and(
                        target(
                                owner(
                                        nameMatching(
                                                "java\\.lang\\.(System|Math|StrictMath)|java\\.time\\..*"))));
    }

    private static DescribedPredicate<JavaCall<?>> inParallel() {
        return target(nameMatching("parallel|parallelStream"))
                .and(target(owner(nameMatching("java\\.util\\..*"))));
    }
}
