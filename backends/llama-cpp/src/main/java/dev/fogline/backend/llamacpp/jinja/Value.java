package dev.fogline.backend.llamacpp.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value of a template. There are no others: a template meets no Java object.
public sealed interface Value {

    /// A text.
    record Text(String text) implements Value {}

    /// A whole number; Python's have no bounds, these have those of 64 bits.
    record Whole(long number) implements Value {}

    /// A number with a fraction.
    record Real(double number) implements Value {}

    /// True or false.
    record Truth(boolean holds) implements Value {}

    /// `none`.
    enum Nothing implements Value {
        /// The only one.
        NONE
    }

    /// What a name stands for that nobody set, or an entry that is not there.
    ///
    /// @param name as the template calls it, for messages
    record Undefined(String name) implements Value {}

    /// A list, or a tuple, which differs in how it is written.
    ///
    /// @param items changed by the template's `append` only
    record Sequence(List<Value> items, boolean tuple) implements Value {}

    /// A dictionary in the order of its making; its keys are texts.
    record Mapping(Map<String, Value> entries) implements Value {}

    /// What `namespace()` makes: the one thing a loop can leave marks on.
    record Namespace(Map<String, Value> entries) implements Value {}

    /// Something to call: a global, a macro, a method of a value.
    record Function(String name, Body body) implements Value {}

    /// The `loop` of a for statement, at one of its rounds.
    ///
    /// @param index from 0
    record Loop(List<Value> items, int index, int depth) implements Value {}

    /// What a function does.
    @FunctionalInterface
    interface Body {
        /// @throws TemplateException if it cannot be called so
        Value call(Call call);
    }

    /// A text.
    static Value of(String text) {
        return new Text(text);
    }

    /// A whole number.
    static Value of(long number) {
        return new Whole(number);
    }

    /// True or false.
    static Value of(boolean holds) {
        return new Truth(holds);
    }

    /// A list; a copy, which the template may append to.
    static Value list(List<? extends Value> items) {
        return new Sequence(new ArrayList<>(items), false);
    }

    /// A dictionary; a copy in the same order.
    static Value mapping(Map<String, ? extends Value> entries) {
        return new Mapping(new LinkedHashMap<>(entries));
    }
}
