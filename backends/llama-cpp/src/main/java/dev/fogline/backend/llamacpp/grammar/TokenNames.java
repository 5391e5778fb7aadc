package dev.fogline.backend.llamacpp.grammar;

import dev.fogline.backend.llamacpp.grammar.Part.Named;
import dev.fogline.backend.llamacpp.grammar.Part.NotNamed;
import dev.fogline.backend.llamacpp.grammar.Rule.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/// Which tokens a grammar means where it names some.
final class TokenNames {

    private final Map<String, Integer> numbers;

    private TokenNames(Map<String, Integer> numbers) {
        this.numbers = numbers;
    }

    static TokenNames of(List<Rule> rules, int size, Function<String, OptionalInt> find) {
        var numbers = new HashMap<String, Integer>();
        for (Rule rule : rules) {
            for (Place start : rule.starts) {
                for (Place place = start; place != null; place = place.next()) {
                    if (place.part() instanceof Named(String spelled)) {
                        numbers.computeIfAbsent(spelled, name -> number(name, size, find));
                    } else if (place.part() instanceof NotNamed(String spelled)) {
                        numbers.computeIfAbsent(spelled, name -> number(name, size, find));
                    }
                }
            }
        }
        return new TokenNames(Map.copyOf(numbers));
    }

    /// Whether a part reads a token as a whole.
    boolean reads(Part part, int token) {
        return switch (part) {
            case Named(String spelled) -> is(spelled, token);
            case NotNamed(String spelled) -> !is(spelled, token);
            default -> false;
        };
    }

    boolean any() {
        return !numbers.isEmpty();
    }

    private boolean is(String spelled, int token) {
        Integer number = numbers.get(spelled);
        return number != null && number == token;
    }

    private static int number(String name, int size, Function<String, OptionalInt> find) {
        OptionalInt number =
                name.startsWith("<[")
                        ? OptionalInt.of(Integer.parseInt(name, 2, name.length() - 2, 10))
                        : find.apply(name);
        if (number.isEmpty() || number.getAsInt() >= size) {
            throw new GrammarException("grammar: the model has no token " + name);
        }
        return number.getAsInt();
    }
}
