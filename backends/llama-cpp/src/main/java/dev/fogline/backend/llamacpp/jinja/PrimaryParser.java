package dev.fogline.backend.llamacpp.jinja;

import dev.fogline.backend.llamacpp.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses names, literals and bracketed things, and what is picked out of them or called.
final class PrimaryParser {

    private final TokenCursor cursor;
    private final ExpressionParser expressions;

    PrimaryParser(TokenCursor cursor, ExpressionParser expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    Expression parse() {
        Expression value = atom();
        while (true) {
            if (cursor.skipOperator(".")) {
                value = member(value);
            } else if (cursor.skipOperator("[")) {
                value = item(value);
            } else if (cursor.atOperator("(")) {
                value = invocation(value);
            } else {
                return value;
            }
        }
    }

    Expression.Invocation invocation(Expression function) {
        int line = cursor.line();
        cursor.expectOperator("(");
        return new Expression.Invocation(function, expressions.arguments(), line);
    }

    private Expression atom() {
        Token token = cursor.next();
        return switch (token.kind()) {
            case NAME -> name(token.text());
            case LITERAL -> new Expression.Constant(Value.of(literals(token)));
            case WHOLE -> new Expression.Constant(whole(token));
            case REAL -> new Expression.Constant(new Value.Real(Double.parseDouble(token.text())));
            case OPERATOR -> bracketed(token);
            default -> throw TemplateException.at(token.line(), "an expression is missing");
        };
    }

    private static Value whole(Token token) {
        try {
            return Value.of(Long.parseLong(token.text()));
        } catch (NumberFormatException tooLarge) {
            throw TemplateException.at(token.line(), token.text() + " is too large");
        }
    }

    private static Expression name(String name) {
        return switch (name) {
            case "true", "True" -> new Expression.Constant(Value.of(true));
            case "false", "False" -> new Expression.Constant(Value.of(false));
            case "none", "None" -> new Expression.Constant(Value.Nothing.NONE);
            default -> new Expression.Name(name);
        };
    }

    /// Literals side by side are one.
    private String literals(Token first) {
        var text = new StringBuilder(first.text());
        while (cursor.at(Kind.LITERAL)) {
            text.append(cursor.next().text());
        }
        return text.toString();
    }

    private Expression bracketed(Token open) {
        cursor.enter();
        Expression value =
                switch (open.text()) {
                    case "(" -> parenthesised();
                    case "[" -> new Expression.ListOf(items("]"), false);
                    case "{" -> new Expression.MappingOf(entries());
                    default ->
                            throw TemplateException.at(
                                    open.line(), "'" + open.text() + "' begins no expression");
                };
        cursor.leave();
        return value;
    }

    private Expression parenthesised() {
        if (cursor.skipOperator(")")) {
            return new Expression.ListOf(List.of(), true);
        }
        Expression value = expressions.parseTuple();
        cursor.expectOperator(")");
        return value;
    }

    private List<Expression> items(String close) {
        var items = new ArrayList<Expression>();
        while (!cursor.skipOperator(close)) {
            items.add(expressions.parse());
            if (!cursor.atOperator(close)) {
                cursor.expectOperator(",");
            }
        }
        return items;
    }

    private List<Expression.Entry> entries() {
        var entries = new ArrayList<Expression.Entry>();
        while (!cursor.skipOperator("}")) {
            Expression key = expressions.parse();
            cursor.expectOperator(":");
            entries.add(new Expression.Entry(key, expressions.parse()));
            if (!cursor.atOperator("}")) {
                cursor.expectOperator(",");
            }
        }
        return entries;
    }

    private Expression member(Expression object) {
        if (cursor.at(Kind.WHOLE)) {
            return new Expression.Item(object, new Expression.Constant(whole(cursor.next())));
        }
        return new Expression.Member(object, cursor.name());
    }

    private Expression item(Expression object) {
        Optional<Expression> first = part();
        if (!cursor.atOperator(":")) {
            Expression key = first.orElseThrow(() -> cursor.unexpected("a key"));
            cursor.expectOperator("]");
            return new Expression.Item(object, key);
        }
        cursor.expectOperator(":");
        Optional<Expression> stop = part();
        Optional<Expression> step = cursor.skipOperator(":") ? part() : Optional.empty();
        cursor.expectOperator("]");
        return new Expression.Slice(object, first, stop, step);
    }

    private Optional<Expression> part() {
        boolean none = cursor.atOperator(":") || cursor.atOperator("]");
        return none ? Optional.empty() : Optional.of(expressions.parse());
    }
}
