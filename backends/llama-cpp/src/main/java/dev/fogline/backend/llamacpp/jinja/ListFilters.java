package dev.fogline.backend.llamacpp.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Filters of lists, and of what can be looked at as one.
final class ListFilters {

    private ListFilters() {}

    /// @return empty if there is no such filter
    static Optional<Value> apply(Value subject, Call call) {
        return Optional.ofNullable(
                switch (call.name()) {
                    case "list" -> Value.list(items(subject, call));
                    case "first" -> end(items(subject, call), false);
                    case "last" -> end(items(subject, call), true);
                    case "join" -> joined(subject, call);
                    case "map" -> mapped(subject, call);
                    case "select" -> selected(subject, call, plainTest(call));
                    case "reject" -> selected(subject, call, plainTest(call).negate());
                    case "selectattr" -> selected(subject, call, attributeTest(call));
                    case "rejectattr" -> selected(subject, call, attributeTest(call).negate());
                    case "reverse" -> reversed(subject, call);
                    case "unique" -> unique(subject, call);
                    case "sort" -> sorted(subject, call);
                    case "min", "max" -> extreme(subject, call);
                    case "sum" -> sum(subject, call);
                    case "items" -> entries(subject);
                    case "dictsort" -> sortedEntries(subject, call);
                    default -> null;
                });
    }

    private static List<Value> items(Value subject, Call call) {
        return Items.of(subject, call.budget());
    }

    /// What chooses and maps takes nothing at all for nothing to choose from.
    private static List<Value> itemsIfAny(Value subject, Call call) {
        return Operators.holds(subject) ? items(subject, call) : List.of();
    }

    private static Value end(List<Value> items, boolean last) {
        return items.isEmpty()
                ? new Value.Undefined("an item of an empty list")
                : last ? items.getLast() : items.getFirst();
    }

    private static Value joined(Value subject, Call call) {
        String separator = call.textIfAny(0, "d").orElse("");
        Optional<Value> attribute = call.argument(1, "attribute");
        List<Value> items =
                items(subject, call).stream()
                        .map(item -> attribute.map(path -> picked(item, path, call)).orElse(item))
                        .toList();
        return TextMethods.joined(items, separator, call);
    }

    private static Value mapped(Value subject, Call call) {
        Value attribute = call.named().get("attribute");
        Value otherwise = call.named().get("default");
        var mapped = new ArrayList<Value>();
        for (Value item : itemsIfAny(subject, call)) {
            if (attribute == null) {
                mapped.add(Filters.apply(item, call.from(1, call.text(0, "filter"))));
            } else {
                Value picked = picked(item, attribute, call);
                boolean absent = picked instanceof Value.Undefined && otherwise != null;
                mapped.add(absent ? otherwise : picked);
            }
        }
        return Value.list(mapped);
    }

    private static Value selected(Value subject, Call call, Predicate<Value> wanted) {
        return Value.list(itemsIfAny(subject, call).stream().filter(wanted).toList());
    }

    private static Predicate<Value> plainTest(Call call) {
        return call.positional().isEmpty()
                ? Operators::holds
                : item -> Checks.holds(item, call.from(1, call.text(0, "test")));
    }

    private static Predicate<Value> attributeTest(Call call) {
        Value attribute = call.required(0, "attribute");
        return item -> {
            Value picked = picked(item, attribute, call);
            return call.positional().size() < 2
                    ? Operators.holds(picked)
                    : Checks.holds(picked, call.from(2, call.text(1, "test")));
        };
    }

    private static Value reversed(Value subject, Call call) {
        if (subject instanceof Value.Text(String text)) {
            call.budget().characters(text.length());
            return Value.of(new StringBuilder(text).reverse().toString());
        }
        var reversed = new ArrayList<>(items(subject, call));
        Collections.reverse(reversed);
        return Value.list(reversed);
    }

    private static Value unique(Value subject, Call call) {
        var unique = new ArrayList<Value>();
        for (Value item : items(subject, call)) {
            call.budget().steps(unique.size());
            if (unique.stream().noneMatch(seen -> Operators.equal(seen, item, call.budget()))) {
                unique.add(item);
            }
        }
        return Value.list(unique);
    }

    private static Value sorted(Value subject, Call call) {
        Optional<Value> attribute = call.argument(2, "attribute");
        boolean exact = call.flag(1, "case_sensitive");
        Comparator<Value> order =
                byKey(
                        item ->
                                folded(
                                        attribute
                                                .map(path -> picked(item, path, call))
                                                .orElse(item),
                                        exact),
                        call);
        return ordered(items(subject, call), call.flag(0, "reverse") ? order.reversed() : order);
    }

    private static Value extreme(Value subject, Call call) {
        Comparator<Value> order = byKey(item -> folded(item, false), call);
        return items(subject, call).stream()
                .reduce(
                        (first, second) ->
                                call.name().equals("min") == (order.compare(first, second) <= 0)
                                        ? first
                                        : second)
                .orElse(new Value.Undefined("an item of an empty list"));
    }

    private static Value sum(Value subject, Call call) {
        return items(subject, call).stream()
                .reduce(Value.of(0), (sum, item) -> Arithmetic.of("+", sum, item));
    }

    private static Value entries(Value subject) {
        return switch (subject) {
            case Value.Mapping mapping -> MappingMethods.items(mapping.entries());
            case Value.Undefined undefined -> Value.list(List.of());
            default -> throw TemplateException.of(Texts.kind(subject) + " has no entries");
        };
    }

    private static Value sortedEntries(Value subject, Call call) {
        if (!(subject instanceof Value.Mapping mapping)) {
            throw TemplateException.of(Texts.kind(subject) + " has no entries");
        }
        int part = call.textIfAny(1, "by").orElse("key").equals("value") ? 1 : 0;
        boolean exact = call.flag(0, "case_sensitive");
        Comparator<Value> order =
                byKey(entry -> folded(Items.at(entry, Value.of(part), call.budget()), exact), call);
        List<Value> entries = Items.of(MappingMethods.items(mapping.entries()), call.budget());
        return ordered(entries, call.flag(2, "reverse") ? order.reversed() : order);
    }

    private static Value ordered(List<Value> items, Comparator<Value> order) {
        var ordered = new ArrayList<>(items);
        ordered.sort(order);
        return Value.list(ordered);
    }

    /// What an item is ordered by.
    private interface Key {
        Value of(Value item);
    }

    private static Comparator<Value> byKey(Key key, Call call) {
        return (first, second) -> {
            call.budget().step();
            return Operators.order(key.of(first), key.of(second), call.budget());
        };
    }

    private static Value folded(Value value, boolean exact) {
        return !exact && value instanceof Value.Text(String text)
                ? Value.of(text.toLowerCase(Locale.ROOT))
                : value;
    }

    /// An attribute, given by a path with dots.
    private static Value picked(Value item, Value path, Call call) {
        if (!(path instanceof Value.Text(String names))) {
            return Items.at(item, path, call.budget());
        }
        Value picked = item;
        for (String name : names.split("\\.", -1)) {
            call.budget().step();
            picked = Items.at(picked, Value.of(name), call.budget());
        }
        return picked;
    }
}
