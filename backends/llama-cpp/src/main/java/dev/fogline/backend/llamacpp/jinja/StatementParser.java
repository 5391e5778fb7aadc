package dev.fogline.backend.llamacpp.jinja;

import dev.fogline.backend.llamacpp.jinja.Statement.Branch;
import dev.fogline.backend.llamacpp.jinja.Statement.Parameter;
import dev.fogline.backend.llamacpp.jinja.Statement.Target;
import dev.fogline.backend.llamacpp.jinja.Statement.Wrapped;
import dev.fogline.backend.llamacpp.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses what a template does. Statements that read other files are not known here.
final class StatementParser {

    private final TokenCursor cursor;
    private final ExpressionParser expressions;

    private StatementParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.expressions = new ExpressionParser(cursor);
    }

    /// @throws TemplateException naming the line and what was expected there
    static List<Statement> parse(String template) {
        var cursor = new TokenCursor(Lexer.tokens(template));
        List<Statement> all = new StatementParser(cursor).until();
        if (!cursor.at(Kind.END)) {
            throw cursor.unexpected("a statement");
        }
        return all;
    }

    /// The statements up to a block of one of these names, whose beginning is taken.
    private List<Statement> until(String... ends) {
        cursor.enter();
        var body = new ArrayList<Statement>();
        while (!cursor.at(Kind.END)) {
            Token token = cursor.next();
            switch (token.kind()) {
                case PLAIN -> body.add(new Statement.Plain(token.text()));
                case PRINT_BEGIN -> {
                    body.add(new Statement.Print(expressions.parseTuple(), token.line()));
                    cursor.expect(Kind.PRINT_END);
                }
                case BLOCK_BEGIN -> {
                    if (List.of(ends).contains(cursor.peek().text())) {
                        cursor.leave();
                        return body;
                    }
                    body.add(block(token.line()));
                }
                default -> throw cursor.unexpected("a statement");
            }
        }
        if (ends.length > 0) {
            throw cursor.unexpected("'" + ends[ends.length - 1] + "'");
        }
        cursor.leave();
        return body;
    }

    private Statement block(int line) {
        String name = cursor.name();
        return switch (name) {
            case "if" -> choice(line);
            case "for" -> loop(line);
            case "set" -> assignment(line);
            case "macro" -> macro();
            case "call" -> call();
            case "filter" -> filterBlock(line);
            case "with" -> with(line);
            case "generation" -> generation();
            case "break" -> ended(new Statement.Break());
            case "continue" -> ended(new Statement.Continue());
            default -> throw TemplateException.at(line, "the statement '" + name + "' is unknown");
        };
    }

    private Statement choice(int line) {
        var branches = new ArrayList<Branch>();
        branches.add(branch(line));
        while (cursor.atName("elif")) {
            cursor.next();
            branches.add(branch(cursor.line()));
        }
        List<Statement> otherwise = List.of();
        if (cursor.skipName("else")) {
            cursor.expect(Kind.BLOCK_END);
            otherwise = until("endif");
        }
        close("endif");
        return new Statement.If(branches, otherwise);
    }

    private Branch branch(int line) {
        Expression condition = expressions.parseTuple();
        cursor.expect(Kind.BLOCK_END);
        return new Branch(condition, until("elif", "else", "endif"), line);
    }

    private Statement loop(int line) {
        List<String> names = names();
        cursor.expectName("in");
        Expression items = expressions.either();
        Optional<Expression> condition =
                cursor.skipName("if") ? Optional.of(expressions.parse()) : Optional.empty();
        cursor.expect(Kind.BLOCK_END);
        List<Statement> body = until("else", "endfor");
        List<Statement> otherwise = List.of();
        if (cursor.skipName("else")) {
            cursor.expect(Kind.BLOCK_END);
            otherwise = until("endfor");
        }
        close("endfor");
        return new Statement.For(names, items, condition, body, otherwise, line);
    }

    private Statement assignment(int line) {
        Target target = target();
        if (cursor.skipOperator("=")) {
            return ended(new Statement.Set(target, expressions.parseTuple(), line));
        }
        Expression filters = filters();
        cursor.expect(Kind.BLOCK_END);
        var body = new Wrapped(until("endset"), filters);
        close("endset");
        return new Statement.SetBlock(target, body, line);
    }

    private Target target() {
        if (cursor.peek(1).is(Kind.OPERATOR, ".")) {
            String namespace = cursor.name();
            cursor.expectOperator(".");
            return new Target.Entry(namespace, cursor.name());
        }
        return new Target.Names(names());
    }

    private List<String> names() {
        boolean bracketed = cursor.skipOperator("(");
        var names = new ArrayList<String>();
        do {
            names.add(cursor.name());
        } while (cursor.skipOperator(","));
        if (bracketed) {
            cursor.expectOperator(")");
        }
        return names;
    }

    private Statement.Macro macro() {
        String name = cursor.name();
        List<Parameter> parameters = parameters();
        cursor.expect(Kind.BLOCK_END);
        List<Statement> body = until("endmacro");
        close("endmacro");
        return new Statement.Macro(name, parameters, body);
    }

    private List<Parameter> parameters() {
        var parameters = new ArrayList<Parameter>();
        cursor.expectOperator("(");
        while (!cursor.skipOperator(")")) {
            String name = cursor.name();
            Optional<Expression> otherwise =
                    cursor.skipOperator("=") ? Optional.of(expressions.parse()) : Optional.empty();
            parameters.add(new Parameter(name, otherwise));
            if (!cursor.atOperator(")")) {
                cursor.expectOperator(",");
            }
        }
        return parameters;
    }

    private Statement call() {
        List<Parameter> parameters = cursor.atOperator("(") ? parameters() : List.of();
        if (!(expressions.parse() instanceof Expression.Invocation invocation)) {
            throw cursor.unexpected("a call");
        }
        cursor.expect(Kind.BLOCK_END);
        var caller = new Statement.Macro("caller", parameters, until("endcall"));
        close("endcall");
        return new Statement.CallBlock(invocation, caller);
    }

    private Statement filterBlock(int line) {
        Expression body = new Expression.Name(Wrapped.BODY);
        String name = cursor.name();
        Expression.ArgumentList arguments =
                cursor.skipOperator("(") ? expressions.arguments() : Expression.ArgumentList.NONE;
        Expression filters =
                expressions.filters(new Expression.Filtered(body, name, arguments, line));
        cursor.expect(Kind.BLOCK_END);
        var wrapped = new Wrapped(until("endfilter"), filters);
        close("endfilter");
        return new Statement.FilterBlock(wrapped, line);
    }

    private Expression filters() {
        return expressions.filters(new Expression.Name(Wrapped.BODY));
    }

    private Statement with(int line) {
        var assignments = new ArrayList<Statement.Set>();
        while (!cursor.at(Kind.BLOCK_END)) {
            var name = new Target.Names(List.of(cursor.name()));
            cursor.expectOperator("=");
            assignments.add(new Statement.Set(name, expressions.parse(), line));
            if (!cursor.at(Kind.BLOCK_END)) {
                cursor.expectOperator(",");
            }
        }
        cursor.expect(Kind.BLOCK_END);
        List<Statement> body = until("endwith");
        close("endwith");
        return new Statement.Scoped(assignments, body);
    }

    /// Marks what a model is trained to write; nothing else.
    private Statement generation() {
        cursor.expect(Kind.BLOCK_END);
        List<Statement> body = until("endgeneration");
        close("endgeneration");
        return new Statement.Scoped(List.of(), body);
    }

    private void close(String name) {
        cursor.expectName(name);
        cursor.expect(Kind.BLOCK_END);
    }

    private <T extends Statement> T ended(T statement) {
        cursor.expect(Kind.BLOCK_END);
        return statement;
    }
}
