package dev.fogline.backend.llamacpp.jinja;

import dev.fogline.backend.llamacpp.jinja.Expression.ArgumentList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Evaluates expressions.
final class Evaluator {

    private final Budget budget;

    Evaluator(Budget budget) {
        this.budget = budget;
    }

    Value value(Expression expression, Scope scope) {
        budget.enter();
        Value value =
                switch (expression) {
                    case Expression.Constant(Value constant) -> constant;
                    case Expression.Name(String name) -> scope.find(name);
                    case Expression.ListOf(var items, boolean tuple) ->
                            new Value.Sequence(values(items, scope), tuple);
                    case Expression.MappingOf(var entries) -> mapping(entries, scope);
                    case Expression.Member(Expression object, String name) ->
                            Members.of(value(object, scope), name);
                    case Expression.Item(Expression object, Expression key) ->
                            Items.at(value(object, scope), value(key, scope), budget);
                    case Expression.Slice slice -> slice(slice, scope);
                    case Expression.Invocation invocation -> invoked(invocation, scope);
                    case Expression.Filtered filtered -> filtered(filtered, scope);
                    case Expression.Tested tested -> tested(tested, scope);
                    case Expression.Not(Expression operand) ->
                            Value.of(!Operators.holds(value(operand, scope)));
                    case Expression.Signed(String sign, Expression operand) ->
                            sign.equals("-")
                                    ? Arithmetic.negated(value(operand, scope))
                                    : value(operand, scope);
                    case Expression.Both(Expression left, Expression right) -> {
                        Value first = value(left, scope);
                        yield Operators.holds(first) ? value(right, scope) : first;
                    }
                    case Expression.Either(Expression left, Expression right) -> {
                        Value first = value(left, scope);
                        yield Operators.holds(first) ? first : value(right, scope);
                    }
                    case Expression.Binary(String operator, var left, var right, int line) ->
                            located(
                                    line,
                                    () ->
                                            Operators.binary(
                                                    operator,
                                                    value(left, scope),
                                                    value(right, scope),
                                                    budget));
                    case Expression.Comparison comparison ->
                            located(comparison.line(), () -> compared(comparison, scope));
                    case Expression.Conditional(var condition, var then, var otherwise) ->
                            Operators.holds(value(condition, scope))
                                    ? value(then, scope)
                                    : otherwise
                                            .map(other -> value(other, scope))
                                            .orElse(new Value.Undefined("else"));
                };
        budget.leave();
        return value;
    }

    /// Calls a function with arguments as written.
    Value invoked(Expression.Invocation invocation, Scope scope) {
        Value function = value(invocation.function(), scope);
        if (!(function instanceof Value.Function(String name, Value.Body body))) {
            throw TemplateException.at(
                    invocation.line(), Texts.kind(function) + " is called like a function");
        }
        Call call = call(name, invocation.arguments(), scope);
        return located(invocation.line(), () -> body.call(call));
    }

    private Value filtered(Expression.Filtered filtered, Scope scope) {
        Value subject = value(filtered.subject(), scope);
        Call call = call(filtered.name(), filtered.arguments(), scope);
        return located(filtered.line(), () -> Filters.apply(subject, call));
    }

    private Value tested(Expression.Tested tested, Scope scope) {
        Value subject = value(tested.subject(), scope);
        Call call = call(tested.name(), tested.arguments(), scope);
        return located(tested.line(), () -> Value.of(Checks.holds(subject, call)));
    }

    private Call call(String name, ArgumentList arguments, Scope scope) {
        Map<String, Value> named = new LinkedHashMap<>();
        for (var argument : arguments.named()) {
            named.put(argument.name(), value(argument.value(), scope));
        }
        return new Call(name, values(arguments.positional(), scope), named, budget);
    }

    private List<Value> values(List<Expression> expressions, Scope scope) {
        var values = new ArrayList<Value>();
        for (Expression expression : expressions) {
            values.add(value(expression, scope));
        }
        return values;
    }

    private Value mapping(List<Expression.Entry> written, Scope scope) {
        var entries = new LinkedHashMap<String, Value>();
        for (var entry : written) {
            if (!(value(entry.key(), scope) instanceof Value.Text(String key))) {
                throw TemplateException.of("a dictionary's keys must be texts here");
            }
            entries.put(key, value(entry.value(), scope));
        }
        return new Value.Mapping(entries);
    }

    private Value slice(Expression.Slice slice, Scope scope) {
        return Items.slice(
                value(slice.object(), scope),
                slice.start().map(start -> value(start, scope)),
                slice.stop().map(stop -> value(stop, scope)),
                slice.step().map(step -> value(step, scope)),
                budget);
    }

    private Value compared(Expression.Comparison comparison, Scope scope) {
        Value left = value(comparison.first(), scope);
        for (var step : comparison.steps()) {
            Value right = value(step.operand(), scope);
            if (!Operators.compare(step.operator(), left, right, budget)) {
                return Value.of(false);
            }
            left = right;
        }
        return Value.of(true);
    }

    private interface Evaluation {
        Value run();
    }

    private static Value located(int line, Evaluation evaluation) {
        try {
            return evaluation.run();
        } catch (TemplateException e) {
            throw e.located(line);
        }
    }
}
