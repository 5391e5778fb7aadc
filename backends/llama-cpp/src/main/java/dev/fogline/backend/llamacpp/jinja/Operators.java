package dev.fogline.backend.llamacpp.jinja;

import java.util.ArrayList;
import java.util.List;

/// What Python's operators make of values.
final class Operators {

    private Operators() {}

    /// Whether a condition takes it as true.
    static boolean holds(Value value) {
        return switch (value) {
            case Value.Text(String text) -> !text.isEmpty();
            case Value.Whole(long number) -> number != 0;
            case Value.Real(double number) -> number != 0;
            case Value.Truth(boolean holds) -> holds;
            case Value.Nothing none -> false;
            case Value.Undefined undefined -> false;
            case Value.Sequence(List<Value> items, boolean tuple) -> !items.isEmpty();
            case Value.Mapping mapping -> !mapping.entries().isEmpty();
            case Value.Namespace namespace -> true;
            case Value.Function function -> true;
            case Value.Loop loop -> true;
        };
    }

    /// @throws TemplateException if these two cannot be put together so
    static Value binary(String operator, Value left, Value right, Budget budget) {
        if (operator.equals("~")) {
            return concatenated(Texts.of(left, budget), Texts.of(right, budget), budget);
        }
        if (operator.equals("+")) {
            if (left instanceof Value.Text(String first)
                    && right instanceof Value.Text(String second)) {
                return concatenated(first, second, budget);
            }
            // Python objects; llama.cpp and templates that leave things out do not.
            if (left instanceof Value.Text(String text) && right instanceof Value.Undefined) {
                return Value.of(text);
            }
            if (left instanceof Value.Undefined && right instanceof Value.Text(String text)) {
                return Value.of(text);
            }
            if (left instanceof Value.Sequence first && right instanceof Value.Sequence second) {
                budget.steps(first.items().size() + (long) second.items().size());
                var items = new ArrayList<>(first.items());
                items.addAll(second.items());
                return new Value.Sequence(items, first.tuple());
            }
        }
        if (operator.equals("*")
                && left instanceof Value.Text(String text)
                && right instanceof Value.Whole(long times)) {
            int count = Math.clamp(times, 0, Integer.MAX_VALUE);
            budget.characters((long) text.length() * count);
            return Value.of(text.repeat(count));
        }
        return Arithmetic.of(operator, left, right);
    }

    /// @throws TemplateException if these two have no order, or the right one holds nothing
    static boolean compare(String operator, Value left, Value right, Budget budget) {
        return switch (operator) {
            case "==" -> equal(left, right, budget);
            case "!=" -> !equal(left, right, budget);
            case "<" -> order(left, right, budget) < 0;
            case "<=" -> order(left, right, budget) <= 0;
            case ">" -> order(left, right, budget) > 0;
            case ">=" -> order(left, right, budget) >= 0;
            case "in" -> contains(right, left, budget);
            default -> !contains(right, left, budget);
        };
    }

    static boolean equal(Value left, Value right, Budget budget) {
        budget.enter();
        boolean equal =
                switch (left) {
                    case Value.Text(String text) ->
                            right instanceof Value.Text(String other) && text.equals(other);
                    case Value.Whole number -> Arithmetic.equal(number, right);
                    case Value.Real number -> Arithmetic.equal(number, right);
                    case Value.Truth number -> Arithmetic.equal(number, right);
                    case Value.Nothing none -> right == none;
                    case Value.Undefined undefined -> right instanceof Value.Undefined;
                    case Value.Sequence first ->
                            right instanceof Value.Sequence second
                                    && first.tuple() == second.tuple()
                                    && equal(first.items(), second.items(), budget);
                    case Value.Mapping first ->
                            right instanceof Value.Mapping second && equal(first, second, budget);
                    case Value.Namespace unlike -> false;
                    case Value.Function unlike -> false;
                    case Value.Loop unlike -> false;
                };
        budget.leave();
        return equal;
    }

    static int order(Value left, Value right, Budget budget) {
        if (left instanceof Value.Text(String first)
                && right instanceof Value.Text(String second)) {
            return first.compareTo(second);
        }
        if (left instanceof Value.Sequence first && right instanceof Value.Sequence second) {
            return order(first.items(), second.items(), budget);
        }
        return Arithmetic.order(left, right);
    }

    static boolean contains(Value container, Value wanted, Budget budget) {
        return switch (container) {
            case Value.Text(String text) -> {
                if (wanted instanceof Value.Text(String part)) {
                    budget.steps(text.length() >> 6);
                    yield text.contains(part);
                }
                throw TemplateException.of(
                        "a text is asked whether it contains " + Texts.kind(wanted));
            }
            case Value.Sequence sequence ->
                    sequence.items().stream().anyMatch(item -> equal(item, wanted, budget));
            case Value.Mapping mapping ->
                    wanted instanceof Value.Text(String key) && mapping.entries().containsKey(key);
            case Value.Undefined undefined -> false;
            default -> throw TemplateException.of(Texts.kind(container) + " contains nothing");
        };
    }

    private static Value concatenated(String left, String right, Budget budget) {
        budget.characters((long) left.length() + right.length());
        return Value.of(left + right);
    }

    private static boolean equal(List<Value> left, List<Value> right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i), budget)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(Value.Mapping left, Value.Mapping right, Budget budget) {
        return left.entries().keySet().equals(right.entries().keySet())
                && left.entries().entrySet().stream()
                        .allMatch(
                                entry ->
                                        equal(
                                                entry.getValue(),
                                                right.entries()
                                                        .getOrDefault(
                                                                entry.getKey(), Value.Nothing.NONE),
                                                budget));
    }

    private static int order(List<Value> left, List<Value> right, Budget budget) {
        budget.enter();
        int order = Integer.compare(left.size(), right.size());
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(left.get(i), right.get(i), budget)) {
                order = order(left.get(i), right.get(i), budget);
                break;
            }
        }
        budget.leave();
        return order;
    }
}
