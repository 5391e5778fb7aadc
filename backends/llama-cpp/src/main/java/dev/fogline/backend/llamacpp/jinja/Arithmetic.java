package dev.fogline.backend.llamacpp.jinja;

/// Python's arithmetic on whole numbers, fractions and truths, which count as 0 and 1.
final class Arithmetic {

    private Arithmetic() {}

    static Value of(String operator, Value left, Value right) {
        requireNumbers(operator, left, right);
        boolean whole = !(left instanceof Value.Real) && !(right instanceof Value.Real);
        if (whole && !operator.equals("/")) {
            return whole(operator, wholeOf(left), wholeOf(right));
        }
        return new Value.Real(real(operator, realOf(left), realOf(right)));
    }

    static Value negated(Value value) {
        requireNumbers("-", value, value);
        return value instanceof Value.Real(double number)
                ? new Value.Real(-number)
                : whole("-", 0, wholeOf(value));
    }

    static boolean equal(Value left, Value right) {
        return number(left) && number(right) && order(left, right) == 0;
    }

    static int order(Value left, Value right) {
        requireNumbers("<", left, right);
        return left instanceof Value.Real || right instanceof Value.Real
                ? Double.compare(realOf(left), realOf(right))
                : Long.compare(wholeOf(left), wholeOf(right));
    }

    static boolean number(Value value) {
        return value instanceof Value.Whole
                || value instanceof Value.Real
                || value instanceof Value.Truth;
    }

    static double realOf(Value value) {
        return value instanceof Value.Real(double number) ? number : wholeOf(value);
    }

    private static long wholeOf(Value value) {
        return switch (value) {
            case Value.Whole(long number) -> number;
            case Value.Truth(boolean holds) -> holds ? 1 : 0;
            default -> throw TemplateException.of(Texts.kind(value) + " is no number");
        };
    }

    private static Value whole(String operator, long left, long right) {
        try {
            return Value.of(
                    switch (operator) {
                        case "+" -> Math.addExact(left, right);
                        case "-" -> Math.subtractExact(left, right);
                        case "*" -> Math.multiplyExact(left, right);
                        case "//" -> Math.floorDiv(left, right);
                        case "%" -> Math.floorMod(left, right);
                        default -> Math.round(Math.pow((double) left, (double) right));
                    });
        } catch (ArithmeticException e) {
            throw TemplateException.of(
                    left + " " + operator + " " + right + " is no number of 64 bits");
        }
    }

    private static double real(String operator, double left, double right) {
        if (right == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw TemplateException.of("a division by 0");
        }
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            case "//" -> Math.floor(left / right);
            case "%" -> left - right * Math.floor(left / right);
            default -> Math.pow(left, right);
        };
    }

    private static void requireNumbers(String operator, Value left, Value right) {
        if (!number(left) || !number(right)) {
            throw TemplateException.of(
                    "'"
                            + operator
                            + "' is not for "
                            + Texts.kind(left)
                            + " and "
                            + Texts.kind(right));
        }
    }
}
