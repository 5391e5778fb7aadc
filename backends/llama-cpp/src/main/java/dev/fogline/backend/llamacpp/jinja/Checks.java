package dev.fogline.backend.llamacpp.jinja;

import java.util.Locale;
import java.util.Map;

/// What stands behind `is`.
final class Checks {

    /// Names of comparisons, and the operators they are.
    private static final Map<String, String> COMPARISONS =
            Map.ofEntries(
                    Map.entry("eq", "=="),
                    Map.entry("equalto", "=="),
                    Map.entry("==", "=="),
                    Map.entry("ne", "!="),
                    Map.entry("!=", "!="),
                    Map.entry("lt", "<"),
                    Map.entry("lessthan", "<"),
                    Map.entry("le", "<="),
                    Map.entry("gt", ">"),
                    Map.entry("greaterthan", ">"),
                    Map.entry("ge", ">="),
                    Map.entry("in", "in"));

    private Checks() {}

    /// @throws TemplateException if there is no such test, or it is not for such a value
    static boolean holds(Value subject, Call call) {
        String operator = COMPARISONS.get(call.name());
        if (operator != null) {
            return Operators.compare(operator, subject, call.required(0, "other"), call.budget());
        }
        return switch (call.name()) {
            case "defined" -> !(subject instanceof Value.Undefined);
            case "undefined" -> subject instanceof Value.Undefined;
            case "none" -> subject == Value.Nothing.NONE;
            case "string" -> subject instanceof Value.Text;
            case "mapping" -> subject instanceof Value.Mapping;
            case "boolean" -> subject instanceof Value.Truth;
            case "true" -> subject instanceof Value.Truth(boolean holds) && holds;
            case "false" -> subject instanceof Value.Truth(boolean holds) && !holds;
            case "integer" -> subject instanceof Value.Whole;
            case "float" -> subject instanceof Value.Real;
            case "number" -> Arithmetic.number(subject);
            case "callable" -> subject instanceof Value.Function;
            case "iterable", "sequence" ->
                    subject instanceof Value.Sequence
                            || subject instanceof Value.Mapping
                            || subject instanceof Value.Text
                            || subject instanceof Value.Undefined;
            case "odd" -> remainder(subject, 2) == 1;
            case "even" -> remainder(subject, 2) == 0;
            case "divisibleby" -> remainder(subject, call.whole(0, "num", 1)) == 0;
            case "upper" -> text(subject).equals(text(subject).toUpperCase(Locale.ROOT));
            case "lower" -> text(subject).equals(text(subject).toLowerCase(Locale.ROOT));
            case "sameas" -> Operators.equal(subject, call.required(0, "other"), call.budget());
            default -> throw TemplateException.of("the test '" + call.name() + "' is unknown");
        };
    }

    private static long remainder(Value subject, long divisor) {
        if (subject instanceof Value.Whole(long number) && divisor != 0) {
            return Math.floorMod(number, divisor);
        }
        throw TemplateException.of(Texts.kind(subject) + " has no remainder");
    }

    private static String text(Value subject) {
        return subject instanceof Value.Text(String text) ? text : "";
    }
}
