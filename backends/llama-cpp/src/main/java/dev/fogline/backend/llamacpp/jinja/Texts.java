package dev.fogline.backend.llamacpp.jinja;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Values as texts: as Python's `str` writes them, inside of lists as its `repr` does.
final class Texts {

    private final StringBuilder text = new StringBuilder();
    private final Budget budget;

    private Texts(Budget budget) {
        this.budget = budget;
    }

    static String of(Value value, Budget budget) {
        if (value instanceof Value.Text(String text)) {
            return text;
        }
        if (value instanceof Value.Undefined) {
            return "";
        }
        var texts = new Texts(budget);
        texts.append(value);
        return texts.text.toString();
    }

    /// What kind of value it is, for messages.
    static String kind(Value value) {
        return switch (value) {
            case Value.Text text -> "a text";
            case Value.Whole number -> "a whole number";
            case Value.Real number -> "a number";
            case Value.Truth truth -> "true or false";
            case Value.Nothing none -> "none";
            case Value.Undefined(String name) -> "'" + name + "', which is not defined";
            case Value.Sequence sequence -> "a list";
            case Value.Mapping mapping -> "a dictionary";
            case Value.Namespace namespace -> "a namespace";
            case Value.Function function -> "a function";
            case Value.Loop loop -> "a loop";
        };
    }

    /// As Python writes it: the shortest digits, an exponent from 1e16 on and below 1e-4.
    static String of(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(number);
        if (size != 0 && (size < 1e-4 || size >= 1e16)) {
            String written = Double.toString(number).replace(".0E", "E");
            int exponent = Integer.parseInt(written.substring(written.indexOf('E') + 1));
            return written.substring(0, written.indexOf('E'))
                    + "e"
                    + (exponent < 0 ? "-" : "+")
                    + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
        String plain = new BigDecimal(Double.toString(number)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    private void append(Value value) {
        budget.enter();
        switch (value) {
            case Value.Text(String quoted) -> write(quoted(quoted));
            case Value.Whole(long number) -> write(Long.toString(number));
            case Value.Real(double number) -> write(of(number));
            case Value.Truth(boolean holds) -> write(holds ? "True" : "False");
            case Value.Nothing none -> write("None");
            case Value.Undefined undefined -> write("Undefined");
            case Value.Sequence(List<Value> items, boolean tuple) -> append(items, tuple);
            case Value.Mapping(Map<String, Value> entries) -> append(entries);
            case Value.Namespace namespace -> write("<Namespace>");
            case Value.Function function -> write("<function " + function.name() + ">");
            case Value.Loop loop -> write("<loop>");
        }
        budget.leave();
    }

    private void append(List<Value> items, boolean tuple) {
        write(tuple ? "(" : "[");
        for (int i = 0; i < items.size(); i++) {
            write(i == 0 ? "" : ", ");
            append(items.get(i));
        }
        write(tuple ? items.size() == 1 ? ",)" : ")" : "]");
    }

    private void append(Map<String, Value> entries) {
        write("{");
        String separator = "";
        for (var entry : entries.entrySet()) {
            write(separator + quoted(entry.getKey()) + ": ");
            append(entry.getValue());
            separator = ", ";
        }
        write("}");
    }

    private void write(String part) {
        budget.characters(part.length());
        text.append(part);
    }

    private static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        return quote
                + text.replace("\\", "\\\\")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                        .replace(String.valueOf(quote), "\\" + quote)
                + quote;
    }
}
