package dev.fogline.backend.llamacpp.jinja;

import dev.fogline.backend.llamacpp.jinja.Statement.Target;
import dev.fogline.backend.llamacpp.jinja.Statement.Wrapped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Runs the statements of a template. For one render; one thread uses it.
final class Interpreter {

    /// Where a body ended.
    private enum Flow {
        THROUGH,
        BREAK,
        CONTINUE
    }

    private final Budget budget;
    private final Evaluator evaluator;

    Interpreter(Budget budget) {
        this.budget = budget;
        this.evaluator = new Evaluator(budget);
    }

    String render(List<Statement> template, Scope scope) {
        var out = new StringBuilder();
        run(template, scope, out);
        return out.toString();
    }

    private Flow run(List<Statement> body, Scope scope, StringBuilder out) {
        budget.enter();
        for (Statement statement : body) {
            budget.step();
            Flow flow = run(statement, scope, out);
            if (flow != Flow.THROUGH) {
                budget.leave();
                return flow;
            }
        }
        budget.leave();
        return Flow.THROUGH;
    }

    private Flow run(Statement statement, Scope scope, StringBuilder out) {
        switch (statement) {
            case Statement.Plain(String text) -> write(text, out);
            case Statement.Print(Expression value, int line) -> {
                try {
                    write(Texts.of(evaluator.value(value, scope), budget), out);
                } catch (TemplateException e) {
                    throw e.located(line);
                }
            }
            case Statement.If choice -> {
                return run(choice, scope, out);
            }
            case Statement.For loop -> {
                return run(loop, scope, out);
            }
            case Statement.Set(Target target, Expression value, int line) ->
                    assign(target, value(value, scope, line), scope, line);
            case Statement.SetBlock(Target target, Wrapped body, int line) ->
                    assign(target, wrapped(body, scope), scope, line);
            case Statement.Macro macro -> scope.set(macro.name(), function(macro, scope));
            case Statement.CallBlock(var invocation, var caller) -> {
                Value called = evaluator.invoked(calling(invocation, caller, scope), scope);
                write(Texts.of(called, budget), out);
            }
            case Statement.FilterBlock(Wrapped body, int line) ->
                    write(Texts.of(wrapped(body, scope), budget), out);
            case Statement.Scoped(var assignments, var body) -> {
                Scope inner = scope.inner();
                assignments.forEach(
                        set ->
                                assign(
                                        set.target(),
                                        value(set.value(), scope, set.line()),
                                        inner,
                                        set.line()));
                return run(body, inner, out);
            }
            case Statement.Break end -> {
                return Flow.BREAK;
            }
            case Statement.Continue next -> {
                return Flow.CONTINUE;
            }
        }
        return Flow.THROUGH;
    }

    private Flow run(Statement.If choice, Scope scope, StringBuilder out) {
        for (var branch : choice.branches()) {
            if (Operators.holds(value(branch.condition(), scope, branch.line()))) {
                return run(branch.body(), scope, out);
            }
        }
        return run(choice.otherwise(), scope, out);
    }

    private Flow run(Statement.For loop, Scope scope, StringBuilder out) {
        List<Value> items = new ArrayList<>();
        for (Value item : items(loop, scope)) {
            Scope inner = scope.inner();
            assign(new Target.Names(loop.names()), item, inner, loop.line());
            boolean wanted =
                    loop.condition()
                            .map(test -> Operators.holds(value(test, inner, loop.line())))
                            .orElse(true);
            if (wanted) {
                items.add(item);
            }
        }
        if (items.isEmpty()) {
            return run(loop.otherwise(), scope, out);
        }
        for (int i = 0; i < items.size(); i++) {
            Scope inner = scope.inner();
            assign(new Target.Names(loop.names()), items.get(i), inner, loop.line());
            inner.set("loop", new Value.Loop(items, i, depth(scope)));
            if (run(loop.body(), inner, out) == Flow.BREAK) {
                break;
            }
        }
        return Flow.THROUGH;
    }

    private static int depth(Scope scope) {
        return scope.find("loop") instanceof Value.Loop outer ? outer.depth() + 1 : 1;
    }

    private List<Value> items(Statement.For loop, Scope scope) {
        try {
            return Items.of(evaluator.value(loop.items(), scope), budget);
        } catch (TemplateException e) {
            throw e.located(loop.line());
        }
    }

    private void assign(Target target, Value value, Scope scope, int line) {
        switch (target) {
            case Target.Names(List<String> names) when names.size() == 1 ->
                    scope.set(names.getFirst(), value);
            case Target.Names(List<String> names) -> {
                List<Value> parts =
                        value instanceof Value.Sequence(var items, boolean tuple)
                                ? items
                                : List.of();
                if (parts.size() != names.size()) {
                    throw TemplateException.at(
                            line,
                            Texts.kind(value) + " is not " + names.size() + " values to be named");
                }
                for (int i = 0; i < names.size(); i++) {
                    scope.set(names.get(i), parts.get(i));
                }
            }
            case Target.Entry(String name, String entry) -> {
                if (!(scope.find(name) instanceof Value.Namespace(var entries))) {
                    throw TemplateException.at(line, "'" + name + "' is no namespace");
                }
                entries.put(entry, value);
            }
        }
    }

    private Value wrapped(Wrapped block, Scope scope) {
        Scope inner = scope.inner();
        var body = new StringBuilder();
        run(block.body(), inner, body);
        inner.set(Wrapped.BODY, Value.of(body.toString()));
        return evaluator.value(block.filters(), inner);
    }

    private Value function(Statement.Macro macro, Scope scope) {
        return new Value.Function(
                macro.name(),
                call -> {
                    Scope inner = scope.inner();
                    bind(macro, call, inner);
                    var out = new StringBuilder();
                    run(macro.body(), inner, out);
                    return Value.of(out.toString());
                });
    }

    private Expression.Invocation calling(
            Expression.Invocation invocation, Statement.Macro caller, Scope scope) {
        var named = new ArrayList<>(invocation.arguments().named());
        var block = new Expression.Constant(function(caller, scope));
        named.add(new Expression.Named(caller.name(), block));
        return new Expression.Invocation(
                invocation.function(),
                new Expression.ArgumentList(invocation.arguments().positional(), named),
                invocation.line());
    }

    private void bind(Statement.Macro macro, Call call, Scope scope) {
        var known = new HashSet<String>();
        for (int i = 0; i < macro.parameters().size(); i++) {
            var parameter = macro.parameters().get(i);
            known.add(parameter.name());
            scope.set(
                    parameter.name(),
                    call.argument(i, parameter.name())
                            .or(() -> parameter.otherwise().map(it -> evaluator.value(it, scope)))
                            .orElse(new Value.Undefined(parameter.name())));
        }
        Value caller = call.named().get("caller");
        if (caller != null) {
            scope.set("caller", caller);
            known.add("caller");
        }
        boolean unknown = !known.containsAll(call.named().keySet());
        if (unknown || call.positional().size() > macro.parameters().size()) {
            throw TemplateException.of(macro.name() + " is called with arguments it has not");
        }
    }

    private Value value(Expression expression, Scope scope, int line) {
        try {
            return evaluator.value(expression, scope);
        } catch (TemplateException e) {
            throw e.located(line);
        }
    }

    private void write(String text, StringBuilder out) {
        budget.characters(text.length());
        out.append(text);
    }
}
