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
    /// themselves as bytes. So is a random generator that is an argument, unless made on the spot.
    private static final Pattern IMPURE =
            Pattern.compile(
                    "java\\.io\\.(?!(ByteArray|Data)(In|Out)putStream$|\\w*Exception$|Serializable$).*"
                            + "|java\\.nio\\.(file|channels)\\..*"
                            + "|java\\.net\\..*"
                            + "|java\\.util\\.concurrent\\.(?!TimeUnit$).*"
                            + "|java\\.util\\.logging\\..*"
                            + "|java\\.util\\.(Timer|UUID|Random|SplittableRandom|random\\.(?!RandomGenerator$).*)"
                            + "|java\\.security\\..*"
                            + "|java\\.time\\.(Clock|InstantSource)"
                            + "|java\\.lang\\.(Thread|ThreadLocal|ScopedValue|Process|Runtime)(\\$.*)?"
                            + "|java\\.lang\\.System\\$Logger(\\$.*)?"
                            + "|(?!java\\.|dev\\.fogline\\.|org\\.jspecify\\.).*\\..*");

    private Purity() {}

    static ArchRule rule(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat(impure())
                .orShould()
                .callMethodWhere(calls("java\\.lang\\.System", ".*Time.*|get.*"))
                .orShould()
                .callMethodWhere(calls("java\\.lang\\.(Strict)?Math", "random"))
                .orShould()
                .callMethodWhere(calls("java\\.time\\..*", "now"))
                .orShould()
                .callMethodWhere(calls("java\\.util\\.random\\..*", "of|getDefault"))
                .orShould()
                .callMethodWhere(calls("java\\.util\\..*", "parallel|parallelStream"))
                .because("equal inputs give equal outputs");
    }

    private static DescribedPredicate<JavaClass> impure() {
        return DescribedPredicate.describe(
                "reach beyond their arguments",
                type -> IMPURE.matcher(type.getBaseComponentType().getName()).matches());
    }

    private static DescribedPredicate<JavaCall<?>> calls(String owner, String method) {
        return target(nameMatching(method)).and(target(owner(nameMatching(owner))));
    }
}
