package dev.fogline.backend.llamacpp.jinja;

import dev.fogline.backend.llamacpp.jinja.Token.Kind;
import java.util.List;

/// Walks over tokens.
final class TokenCursor {

    /// Of brackets in brackets and blocks in blocks; the parser's stack grows with it.
    private static final int MAX_DEPTH = 100;

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean at(Kind kind) {
        return peek().kind() == kind;
    }

    boolean atOperator(String operator) {
        return peek().is(Kind.OPERATOR, operator);
    }

    boolean atName(String name) {
        return peek().is(Kind.NAME, name);
    }

    boolean skipOperator(String operator) {
        return skip(atOperator(operator));
    }

    boolean skipName(String name) {
        return skip(atName(name));
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw unexpected("'" + name + "'");
        }
    }

    void expect(Kind kind) {
        if (!skip(at(kind))) {
            throw unexpected(kind == Kind.BLOCK_END ? "the end of the tag" : kind.name());
        }
    }

    String name() {
        if (!at(Kind.NAME)) {
            throw unexpected("a name");
        }
        return next().text();
    }

    int line() {
        return peek().line();
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw TemplateException.at(line(), "nests more than " + MAX_DEPTH + " deep");
        }
    }

    void leave() {
        depth--;
    }

    TemplateException unexpected(String wanted) {
        Token found = peek();
        String what =
                switch (found.kind()) {
                    case END -> "the end of the template";
                    case BLOCK_END, PRINT_END -> "the end of the tag";
                    default -> "'" + found.text() + "'";
                };
        return TemplateException.at(line(), "expected " + wanted + ", found " + what);
    }

    private boolean skip(boolean found) {
        if (found) {
            at++;
        }
        return found;
    }
}
