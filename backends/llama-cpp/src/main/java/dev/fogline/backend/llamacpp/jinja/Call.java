package dev.fogline.backend.llamacpp.jinja;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a function, method, filter or test is called with.
///
/// @param name of what is called, for messages
/// @param budget of the render it is part of
record Call(String name, List<Value> positional, Map<String, Value> named, Budget budget) {

    /// The argument at a place or of a name, whichever is given.
    Optional<Value> argument(int index, String parameter) {
        if (index < positional.size()) {
            return Optional.of(positional.get(index));
        }
        return Optional.ofNullable(named.get(parameter));
    }

    Value required(int index, String parameter) {
        return argument(index, parameter)
                .orElseThrow(() -> TemplateException.of(name + " needs '" + parameter + "'"));
    }

    String text(int index, String parameter) {
        Value value = required(index, parameter);
        if (value instanceof Value.Text(String text)) {
            return text;
        }
        throw TemplateException.of(
                "'" + parameter + "' of " + name + " is no text but " + Texts.kind(value));
    }

    Optional<String> textIfAny(int index, String parameter) {
        return argument(index, parameter)
                .filter(value -> value != Value.Nothing.NONE)
                .map(value -> text(index, parameter));
    }

    long whole(int index, String parameter, long otherwise) {
        return switch (argument(index, parameter).orElse(Value.of(otherwise))) {
            case Value.Whole(long number) -> number;
            case Value.Truth(boolean holds) -> holds ? 1 : 0;
            case Value.Nothing none -> otherwise;
            case Value other ->
                    throw TemplateException.of(
                            "'"
                                    + parameter
                                    + "' of "
                                    + name
                                    + " is no whole number but "
                                    + Texts.kind(other));
        };
    }

    boolean flag(int index, String parameter) {
        return argument(index, parameter).map(Operators::holds).orElse(false);
    }

    /// The same without the first arguments, for what is called in turn.
    Call from(int first, String callee) {
        return new Call(
                callee,
                positional.subList(Math.min(first, positional.size()), positional.size()),
                named,
                budget);
    }
}
