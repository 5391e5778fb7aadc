package dev.fogline.backend.llamacpp.jinja;

import java.util.List;
import java.util.Optional;

/// Something a template does.
sealed interface Statement {

    record Plain(String text) implements Statement {}

    record Print(Expression value, int line) implements Statement {}

    /// @param branches in order; the first whose condition holds is taken
    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record Branch(Expression condition, List<Statement> body, int line) {}

    /// @param names what an item is called; several take it apart
    record For(
            List<String> names,
            Expression items,
            Optional<Expression> condition,
            List<Statement> body,
            List<Statement> otherwise,
            int line)
            implements Statement {}

    record Set(Target target, Expression value, int line) implements Statement {}

    /// A block whose output is the value.
    record SetBlock(Target target, Wrapped body, int line) implements Statement {}

    /// What is assigned to: names, or one entry of a namespace.
    sealed interface Target {

        record Names(List<String> names) implements Target {}

        record Entry(String namespace, String name) implements Target {}
    }

    record Macro(String name, List<Parameter> parameters, List<Statement> body)
            implements Statement {}

    record Parameter(String name, Optional<Expression> otherwise) {}

    /// Calls a macro that may call the block as `caller`.
    record CallBlock(Expression.Invocation invocation, Macro caller) implements Statement {}

    /// A block whose output goes through filters.
    record FilterBlock(Wrapped body, int line) implements Statement {}

    /// A body and the filters its output goes through, as an expression of the name `body`.
    record Wrapped(List<Statement> body, Expression filters) {
        static final String BODY = " body";
    }

    /// A body with names of its own.
    record Scoped(List<Set> assignments, List<Statement> body) implements Statement {}

    record Break() implements Statement {}

    record Continue() implements Statement {}
}
