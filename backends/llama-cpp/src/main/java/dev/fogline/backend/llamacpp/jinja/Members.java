package dev.fogline.backend.llamacpp.jinja;

import java.util.List;

/// What stands behind the dot of a value.
final class Members {

    private Members() {}

    /// @return undefined if there is no such thing
    /// @throws TemplateException if the value itself is undefined
    static Value of(Value object, String name) {
        return switch (object) {
            case Value.Mapping mapping -> {
                Value entry = mapping.entries().get(name);
                yield MappingMethods.NAMES.contains(name)
                        ? method(name, call -> MappingMethods.call(mapping, call))
                        : entry == null ? new Value.Undefined(name) : entry;
            }
            case Value.Text(String text) when TextMethods.NAMES.contains(name) ->
                    method(name, call -> TextMethods.call(text, call));
            case Value.Sequence sequence when name.equals("append") ->
                    method(
                            name,
                            call -> {
                                sequence.items().add(call.required(0, "item"));
                                return Value.Nothing.NONE;
                            });
            case Value.Namespace namespace -> {
                Value entry = namespace.entries().get(name);
                yield entry == null ? new Value.Undefined(name) : entry;
            }
            case Value.Loop loop -> of(loop, name);
            case Value.Undefined(String undefined) ->
                    throw TemplateException.of("'" + undefined + "' is not defined");
            default -> new Value.Undefined(name);
        };
    }

    private static Value of(Value.Loop loop, String name) {
        int size = loop.items().size();
        return switch (name) {
            case "index" -> Value.of(loop.index() + 1L);
            case "index0" -> Value.of(loop.index());
            case "revindex" -> Value.of(size - (long) loop.index());
            case "revindex0" -> Value.of(size - 1L - loop.index());
            case "first" -> Value.of(loop.index() == 0);
            case "last" -> Value.of(loop.index() == size - 1);
            case "length" -> Value.of(size);
            case "depth" -> Value.of(loop.depth());
            case "depth0" -> Value.of(loop.depth() - 1L);
            case "previtem" -> neighbour(loop, -1);
            case "nextitem" -> neighbour(loop, 1);
            case "cycle" ->
                    method(
                            name,
                            call -> {
                                List<Value> choices = call.positional();
                                call.required(0, "value");
                                return choices.get(loop.index() % choices.size());
                            });
            default -> new Value.Undefined("loop." + name);
        };
    }

    private static Value neighbour(Value.Loop loop, int offset) {
        int at = loop.index() + offset;
        return at >= 0 && at < loop.items().size()
                ? loop.items().get(at)
                : new Value.Undefined("the loop's neighbour");
    }

    private static Value method(String name, Value.Body body) {
        return new Value.Function(name, body);
    }
}
