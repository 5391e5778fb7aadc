package dev.fogline.backend.llamacpp.jinja;

import dev.fogline.backend.llamacpp.jinja.Expression.ArgumentList;
import dev.fogline.backend.llamacpp.jinja.Expression.Named;
import dev.fogline.backend.llamacpp.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Parses expressions, with Jinja's precedence: from `if … else`, `or`, `and`, `not`, comparisons,
/// `+ -`, `~`, `* / // %`, `**`, signs, to filters and tests.
final class ExpressionParser {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and", "if", "is", "in");

    private final TokenCursor cursor;
    private final PrimaryParser primary;

    ExpressionParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.primary = new PrimaryParser(cursor, this);
    }

    Expression parse() {
        cursor.enter();
        Expression value = either();
        while (cursor.skipName("if")) {
            Expression condition = either();
            Optional<Expression> otherwise =
                    cursor.skipName("else") ? Optional.of(parse()) : Optional.empty();
            value = new Expression.Conditional(condition, value, otherwise);
        }
        cursor.leave();
        return value;
    }

    /// An expression, or several with commas between, which are a tuple.
    Expression parseTuple() {
        Expression first = parse();
        if (!cursor.atOperator(",")) {
            return first;
        }
        var items = new ArrayList<>(List.of(first));
        while (cursor.skipOperator(",") && !ended()) {
            items.add(parse());
        }
        return new Expression.ListOf(items, true);
    }

    /// Without `if … else`, which stands for the condition of a loop there.
    Expression either() {
        Expression left = both();
        while (cursor.skipName("or")) {
            left = new Expression.Either(left, both());
        }
        return left;
    }

    ArgumentList arguments() {
        var positional = new ArrayList<Expression>();
        var named = new ArrayList<Named>();
        while (!cursor.skipOperator(")")) {
            if (cursor.at(Kind.NAME) && cursor.peek(1).is(Kind.OPERATOR, "=")) {
                String name = cursor.name();
                cursor.expectOperator("=");
                named.add(new Named(name, parse()));
            } else {
                positional.add(parse());
            }
            if (!cursor.atOperator(")")) {
                cursor.expectOperator(",");
            }
        }
        return new ArgumentList(positional, named);
    }

    /// The filters and tests behind a value.
    Expression filters(Expression subject) {
        Expression value = subject;
        while (true) {
            if (cursor.skipOperator("|")) {
                value = filter(value);
            } else if (cursor.skipName("is")) {
                value = test(value);
            } else if (cursor.atOperator("(")) {
                value = primary.invocation(value);
            } else {
                return value;
            }
        }
    }

    private Expression filter(Expression subject) {
        int line = cursor.line();
        String name = cursor.name();
        ArgumentList arguments = cursor.skipOperator("(") ? arguments() : ArgumentList.NONE;
        return new Expression.Filtered(subject, name, arguments, line);
    }

    private Expression test(Expression subject) {
        boolean negated = cursor.skipName("not");
        int line = cursor.line();
        String name = cursor.name();
        ArgumentList arguments = ArgumentList.NONE;
        if (cursor.skipOperator("(")) {
            arguments = arguments();
        } else if (beginsArgument()) {
            arguments = new ArgumentList(List.of(primary.parse()), List.of());
        }
        Expression test = new Expression.Tested(subject, name, arguments, line);
        return negated ? new Expression.Not(test) : test;
    }

    private boolean beginsArgument() {
        return switch (cursor.peek().kind()) {
            case LITERAL, WHOLE, REAL -> true;
            case NAME -> !NO_ARGUMENT.contains(cursor.peek().text());
            case OPERATOR -> cursor.atOperator("[") || cursor.atOperator("{");
            default -> false;
        };
    }

    private Expression both() {
        Expression left = not();
        while (cursor.skipName("and")) {
            left = new Expression.Both(left, not());
        }
        return left;
    }

    private Expression not() {
        if (cursor.skipName("not")) {
            cursor.enter();
            Expression operand = new Expression.Not(not());
            cursor.leave();
            return operand;
        }
        return comparison();
    }

    private Expression comparison() {
        int line = cursor.line();
        Expression first = sum();
        var steps = new ArrayList<Expression.Step>();
        while (true) {
            if (cursor.at(Kind.OPERATOR) && COMPARISONS.contains(cursor.peek().text())) {
                steps.add(new Expression.Step(cursor.next().text(), sum()));
            } else if (cursor.skipName("in")) {
                steps.add(new Expression.Step("in", sum()));
            } else if (cursor.atName("not") && cursor.peek(1).is(Kind.NAME, "in")) {
                cursor.next();
                cursor.next();
                steps.add(new Expression.Step("not in", sum()));
            } else {
                return steps.isEmpty() ? first : new Expression.Comparison(first, steps, line);
            }
        }
    }

    private Expression sum() {
        return leftToRight(this::joined, "+", "-");
    }

    private Expression joined() {
        return leftToRight(this::product, "~");
    }

    private Expression product() {
        return leftToRight(this::power, "*", "/", "//", "%");
    }

    private Expression power() {
        return leftToRight(this::signed, "**");
    }

    private Expression leftToRight(Supplier<Expression> operand, String... operators) {
        Expression left = operand.get();
        while (cursor.at(Kind.OPERATOR) && List.of(operators).contains(cursor.peek().text())) {
            int line = cursor.line();
            left = new Expression.Binary(cursor.next().text(), left, operand.get(), line);
        }
        return left;
    }

    private Expression signed() {
        return filters(unfiltered());
    }

    private Expression unfiltered() {
        if (cursor.atOperator("-") || cursor.atOperator("+")) {
            String sign = cursor.next().text();
            cursor.enter();
            Expression operand = new Expression.Signed(sign, unfiltered());
            cursor.leave();
            return operand;
        }
        return primary.parse();
    }

    private boolean ended() {
        return cursor.at(Kind.BLOCK_END)
                || cursor.at(Kind.PRINT_END)
                || cursor.atOperator(")")
                || cursor.atOperator("=");
    }
}
