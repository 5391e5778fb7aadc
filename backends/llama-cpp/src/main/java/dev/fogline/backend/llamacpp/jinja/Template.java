package dev.fogline.backend.llamacpp.jinja;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A Jinja template, parsed. Immutable, thread-safe.
///
/// Templates are not trusted: they come in model files. One is refused if it is longer than
/// [#MAX_CHARACTERS] or nested too deep, and a render ends with an exception after a bounded number
/// of steps, characters and nestings, which take about a second at most.
public final class Template {

    /// The longest published ones have some tens of thousands.
    public static final int MAX_CHARACTERS = 1 << 20;

    private final List<Statement> statements;

    private Template(List<Statement> statements) {
        this.statements = statements;
    }

    /// @throws TemplateException if it is no Jinja, or uses something that is not known here
    public static Template parse(String source) {
        if (source.length() > MAX_CHARACTERS) {
            throw TemplateException.of(
                    source.length() + " characters are more than " + MAX_CHARACTERS);
        }
        return new Template(StatementParser.parse(source));
    }

    /// What the template makes of its variables.
    ///
    /// @param variables by name; the template may change what is in them, so they are for one
    ///   render
    /// @param clock what `strftime_now` reads
    /// @throws TemplateException if it raises an objection of its own, fails, or takes too much
    public String render(Map<String, Value> variables, Clock clock) {
        Scope scope = Scope.outermost();
        Globals.into(scope, clock);
        variables.forEach(scope::set);
        return new Interpreter(new Budget()).render(statements, scope.inner());
    }
}
