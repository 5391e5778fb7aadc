package dev.fogline.backend.llamacpp.jinja;

import java.util.List;
import java.util.Optional;

/// Something that has a value.
sealed interface Expression {

    record Constant(Value value) implements Expression {}

    record Name(String name) implements Expression {}

    record ListOf(List<Expression> items, boolean tuple) implements Expression {}

    record MappingOf(List<Entry> entries) implements Expression {}

    record Entry(Expression key, Expression value) {}

    /// `object.name`
    record Member(Expression object, String name) implements Expression {}

    /// `object[key]`
    record Item(Expression object, Expression key) implements Expression {}

    /// `object[start:stop:step]`
    record Slice(
            Expression object,
            Optional<Expression> start,
            Optional<Expression> stop,
            Optional<Expression> step)
            implements Expression {}

    record Invocation(Expression function, ArgumentList arguments, int line)
            implements Expression {}

    /// `subject | name(arguments)`
    record Filtered(Expression subject, String name, ArgumentList arguments, int line)
            implements Expression {}

    /// `subject is name(arguments)`
    record Tested(Expression subject, String name, ArgumentList arguments, int line)
            implements Expression {}

    record Not(Expression operand) implements Expression {}

    /// @param sign `-` or `+`
    record Signed(String sign, Expression operand) implements Expression {}

    record Both(Expression left, Expression right) implements Expression {}

    record Either(Expression left, Expression right) implements Expression {}

    record Binary(String operator, Expression left, Expression right, int line)
            implements Expression {}

    /// `first op second op third`: every neighbours must compare so.
    record Comparison(Expression first, List<Step> steps, int line) implements Expression {}

    /// @param operator `==`, `<`, `in`, `not in` and so on
    record Step(String operator, Expression operand) {}

    record Conditional(Expression condition, Expression then, Optional<Expression> otherwise)
            implements Expression {}

    /// As written in a call.
    record ArgumentList(List<Expression> positional, List<Named> named) {
        static final ArgumentList NONE = new ArgumentList(List.of(), List.of());
    }

    record Named(String name, Expression value) {}
}
