package dev.fogline.cloud.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Reads a page of metrics in Prometheus' text format 0.0.4, of which OpenMetrics' lines are a
/// superset: `name{label="value", …} value timestamp`, where labels and timestamp may be missing.
/// Comments are passed over.
///
/// Strict about the lines that are asked for: a page on which one of them breaks off or holds no
/// number is no page of metrics.
final class MetricsPage {

    private final String line;
    private int at;

    private MetricsPage(String line) {
        this.line = line;
    }

    /// A line is not what the format allows.
    static final class FormatException extends Exception {
        private static final long serialVersionUID = 1;

        FormatException(String message) {
            super(message);
        }
    }

    /// @param names whose lines are wanted; most pages are histograms that nobody here asks for
    static List<Sample> read(String page, Predicate<String> names) throws FormatException {
        var samples = new ArrayList<Sample>();
        for (String line : page.lines().toList()) {
            String stripped = line.strip();
            if (!stripped.isEmpty() && stripped.charAt(0) != '#') {
                var reading = new MetricsPage(stripped);
                String name = reading.name();
                if (names.test(name)) {
                    samples.add(reading.sample(name));
                }
            }
        }
        return samples;
    }

    private String name() {
        int from = at;
        while (at < line.length() && nameCharacter(line.charAt(at))) {
            at++;
        }
        return line.substring(from, at);
    }

    private Sample sample(String name) throws FormatException {
        Map<String, String> labels = Map.of();
        blanks();
        if (at < line.length() && line.charAt(at) == '{') {
            labels = labels();
        }
        blanks();
        int from = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return new Sample(name, labels, number(line.substring(from, at)));
    }

    private Map<String, String> labels() throws FormatException {
        var labels = new HashMap<String, String>();
        at++;
        blanks();
        while (next() != '}') {
            String label = name();
            blanks();
            expect('=');
            blanks();
            expect('"');
            labels.put(label, quoted());
            blanks();
            if (next() == ',') {
                at++;
                blanks();
            } else if (next() != '}') {
                throw broken();
            }
        }
        at++;
        return labels;
    }

    /// `\\`, `\"` and `\n` are escaped.
    private String quoted() throws FormatException {
        var text = new StringBuilder();
        while (next() != '"') {
            char character = line.charAt(at++);
            if (character == '\\') {
                char escaped = next();
                at++;
                character = escaped == 'n' ? '\n' : escaped;
            }
            text.append(character);
        }
        at++;
        return text.toString();
    }

    private double number(String text) throws FormatException {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException notANumber) {
                    throw broken();
                }
            }
        };
    }

    private void expect(char wanted) throws FormatException {
        if (next() != wanted) {
            throw broken();
        }
        at++;
    }

    private char next() throws FormatException {
        if (at >= line.length()) {
            throw broken();
        }
        return line.charAt(at);
    }

    private void blanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }

    private FormatException broken() {
        return new FormatException("not a line of metrics, at character " + at);
    }

    private static boolean nameCharacter(char character) {
        return character == '_'
                || character == ':'
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }
}
