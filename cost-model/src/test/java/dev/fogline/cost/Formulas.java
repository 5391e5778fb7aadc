package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.Explanation;

/// Reads the formulas of explanations: names of terms, numbers, `+ - * /` and parentheses, with the
/// usual precedence.
final class Formulas {

    private final Explanation of;
    private final String formula;
    private int at;

    private Formulas(Explanation of) {
        this.of = of;
        this.formula = of.source();
    }

    /// Every number of the tree that has terms is what its formula makes of them.
    static void check(Explanation tree) {
        if (tree.from().isEmpty()) {
            return;
        }
        var formulas = new Formulas(tree);
        double made = formulas.sum();
        assertThat(formulas.at)
                .as("%s: %s", tree.term(), tree.source())
                .isEqualTo(tree.source().length());
        assertThat(made)
                .as("%s = %s", tree.term(), tree.source())
                .isCloseTo(tree.value(), within(1e-9 * (1 + Math.abs(tree.value()))));
        tree.from().forEach(Formulas::check);
    }

    private double sum() {
        double value = product();
        while (true) {
            if (takes('+')) {
                value += product();
            } else if (takes('-')) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        double value = factor();
        while (true) {
            if (takes('*')) {
                value *= factor();
            } else if (takes('/')) {
                value /= factor();
            } else {
                return value;
            }
        }
    }

    private double factor() {
        if (takes('(')) {
            double value = sum();
            assertThat(takes(')')).isTrue();
            return value;
        }
        int from = at;
        while (at < formula.length() && isOfAName(formula.charAt(at))) {
            at++;
        }
        String name = formula.substring(from, at);
        blanks();
        return name.matches("[0-9.]+") ? Double.parseDouble(name) : value(name);
    }

    private double value(String name) {
        return of.from().stream()
                .filter(from -> from.term().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(of.term() + " lacks '" + name + "'"))
                .value();
    }

    private boolean takes(char sign) {
        blanks();
        if (at < formula.length() && formula.charAt(at) == sign) {
            at++;
            blanks();
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < formula.length() && formula.charAt(at) == ' ') {
            at++;
        }
    }

    private static boolean isOfAName(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_' || letter == '.';
    }
}
