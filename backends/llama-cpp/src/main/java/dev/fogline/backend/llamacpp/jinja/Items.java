package dev.fogline.backend.llamacpp.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parts of values: items, characters, entries, slices.
final class Items {

    private Items() {}

    /// What a loop over a value meets.
    ///
    /// @throws TemplateException if it has no items
    static List<Value> of(Value value, Budget budget) {
        return switch (value) {
            case Value.Sequence sequence -> {
                budget.steps(sequence.items().size());
                yield List.copyOf(sequence.items());
            }
            case Value.Mapping mapping -> {
                budget.steps(mapping.entries().size());
                yield mapping.entries().keySet().stream().map(Value::of).toList();
            }
            case Value.Text(String text) -> {
                budget.steps(text.length());
                yield text.codePoints().mapToObj(Character::toString).map(Value::of).toList();
            }
            case Value.Undefined undefined -> List.of();
            default -> throw TemplateException.of(Texts.kind(value) + " has no items");
        };
    }

    /// How many there are; of a text its characters.
    static long count(Value value) {
        return switch (value) {
            case Value.Sequence sequence -> sequence.items().size();
            case Value.Mapping mapping -> mapping.entries().size();
            case Value.Text(String text) -> text.codePointCount(0, text.length());
            case Value.Undefined undefined -> 0;
            default -> throw TemplateException.of(Texts.kind(value) + " has no length");
        };
    }

    /// `object[key]`; what is not there is undefined.
    static Value at(Value object, Value key, Budget budget) {
        return switch (object) {
            case Value.Sequence sequence when key instanceof Value.Whole(long index) ->
                    at(sequence.items(), index);
            case Value.Text text when key instanceof Value.Whole(long index) ->
                    at(of(text, budget), index);
            case Value.Mapping mapping when key instanceof Value.Text(String name) -> {
                Value found = mapping.entries().get(name);
                yield found == null ? new Value.Undefined(name) : found;
            }
            case Value.Undefined(String name) ->
                    throw TemplateException.of("'" + name + "' is not defined");
            default ->
                    key instanceof Value.Text(String name)
                            ? Members.of(object, name)
                            : new Value.Undefined(Texts.of(key, budget));
        };
    }

    /// `object[start:stop:step]`
    static Value slice(
            Value object,
            Optional<Value> start,
            Optional<Value> stop,
            Optional<Value> step,
            Budget budget) {
        List<Value> items =
                switch (object) {
                    case Value.Text text -> of(text, budget);
                    case Value.Sequence sequence -> of(sequence, budget);
                    default -> throw TemplateException.of(Texts.kind(object) + " has no slices");
                };
        List<Value> taken = taken(items, start, stop, whole(step).orElse(1L));
        if (object instanceof Value.Sequence(var all, boolean tuple)) {
            return new Value.Sequence(taken, tuple);
        }
        var text = new StringBuilder();
        taken.forEach(character -> text.append(Texts.of(character, budget)));
        return Value.of(text.toString());
    }

    private static List<Value> taken(
            List<Value> items, Optional<Value> start, Optional<Value> stop, long step) {
        if (step == 0) {
            throw TemplateException.of("a slice has the step 0");
        }
        long size = items.size();
        long lowest = step > 0 ? 0 : -1;
        long highest = step > 0 ? size : size - 1;
        long from = place(start, size, lowest, highest).orElse(step > 0 ? lowest : highest);
        long to = place(stop, size, lowest, highest).orElse(step > 0 ? highest : lowest);
        var taken = new ArrayList<Value>();
        for (long i = from; step > 0 ? i < to : i > to; i += step) {
            taken.add(items.get((int) i));
        }
        return taken;
    }

    private static Optional<Long> place(
            Optional<Value> given, long size, long lowest, long highest) {
        return whole(given)
                .map(place -> Math.clamp(place < 0 ? place + size : place, lowest, highest));
    }

    private static Optional<Long> whole(Optional<Value> given) {
        return given.filter(value -> value != Value.Nothing.NONE)
                .map(
                        value -> {
                            if (value instanceof Value.Whole(long number)) {
                                return Math.clamp(number, -(1L << 40), 1L << 40);
                            }
                            throw TemplateException.of(
                                    "a slice is bounded by " + Texts.kind(value));
                        });
    }

    private static Value at(List<Value> items, long index) {
        long at = index < 0 ? index + items.size() : index;
        return at >= 0 && at < items.size()
                ? items.get((int) at)
                : new Value.Undefined("item " + index);
    }
}
