package dev.fogline.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/// Static fields are constants: final, and of a type that does not remember.
final class StaticState {

    /// Declared types whose purpose is to change. `List.of` and the like are declared as `List`.
    private static final Pattern REMEMBERS =
            Pattern.compile(
                    "java\\.util\\.concurrent\\.(?!TimeUnit$).*"
                            + "|java\\.util\\.(Hash|Linked|Tree|Weak|Identity|Enum)\\w*(Map|Set|List)"
                            + "|java\\.util\\.(ArrayList|ArrayDeque|PriorityQueue|Vector|BitSet)"
                            + "|java\\.lang\\.(StringBuilder|ThreadLocal|Thread)");

    private static final List<Class<?>> REMEMBER_TOO = List.of(Random.class, AutoCloseable.class);

    private StaticState() {}

    static ArchRule rule() {
        return fields().that().areStatic().should(beConstant());
    }

    private static ArchCondition<JavaField> beConstant() {
        return new ArchCondition<>("be constants") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                if (!field.getModifiers().contains(JavaModifier.SYNTHETIC) && !constant(field)) {
                    events.add(SimpleConditionEvent.violated(field, field.getDescription()));
                }
            }
        };
    }

    private static boolean constant(JavaField field) {
        JavaClass type = field.getRawType();
        boolean sharedArray =
                type.isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE);
        return field.getModifiers().contains(JavaModifier.FINAL)
                && !sharedArray
                && !REMEMBERS.matcher(type.getName()).matches()
                && REMEMBER_TOO.stream().noneMatch(type::isAssignableTo);
    }
}
