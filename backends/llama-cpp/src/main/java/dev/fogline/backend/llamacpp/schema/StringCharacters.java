package dev.fogline.backend.llamacpp.schema;

import dev.fogline.backend.llamacpp.grammar.CodePoints;
import dev.fogline.backend.llamacpp.grammar.Gbnf;
import java.util.ArrayList;
import java.util.List;

/// Characters inside JSON strings, each spelled in one way: as itself where JSON allows that, else
/// by its short escape, else by its four hexadecimal digits.
final class StringCharacters {

    private static final CodePoints CONTROLS = CodePoints.range(0, 0x1f);
    private static final CodePoints RAW = CONTROLS.or(CodePoints.in("\"\\")).not();

    /// Characters with a short escape, and what stands in it behind the backslash, same order.
    private static final String ESCAPED = "\"\\\b\f\n\r\t";

    private static final String LETTERS = "\"\\bfnrt";
    private static final CodePoints SHORT = CodePoints.in(ESCAPED);

    private StringCharacters() {}

    /// A GBNF body.
    ///
    /// @param set not empty
    static String of(CodePoints set) {
        List<String> ways = new ArrayList<>();
        CodePoints raw = set.and(RAW);
        if (!raw.isEmpty()) {
            ways.add(raw.isSingle() ? Gbnf.literal(first(raw)) : Gbnf.oneOf(raw));
        }
        CodePoints escaped = set.and(SHORT);
        if (!escaped.isEmpty()) {
            CodePoints letters = CodePoints.NONE;
            for (int codePoint : codePoints(escaped)) {
                letters = letters.or(CodePoints.of(LETTERS.charAt(ESCAPED.indexOf(codePoint))));
            }
            ways.add(
                    letters.isSingle()
                            ? Gbnf.literal("\\" + first(letters))
                            : "\"\\\\\" " + Gbnf.oneOf(letters));
        }
        for (int high = 0; high < 0x20; high += 0x10) {
            CodePoints digits = CodePoints.NONE;
            for (int codePoint :
                    codePoints(
                            set.and(CodePoints.range(high, high + 0xf))
                                    .and(CONTROLS)
                                    .and(SHORT.not()))) {
                digits = digits.or(CodePoints.of("0123456789ABCDEF".charAt(codePoint - high)));
            }
            if (!digits.isEmpty()) {
                ways.add(Gbnf.literal("\\u00" + high / 0x10) + " " + Gbnf.oneOf(digits));
            }
        }
        return String.join(" | ", ways);
    }

    private static String first(CodePoints set) {
        return Character.toString(set.ranges()[0]);
    }

    /// Of a set of control characters: 34 at most.
    private static List<Integer> codePoints(CodePoints set) {
        var all = new ArrayList<Integer>();
        int[] ranges = set.ranges();
        for (int at = 0; at < ranges.length; at += 2) {
            for (int codePoint = ranges[at]; codePoint <= ranges[at + 1]; codePoint++) {
                all.add(codePoint);
            }
        }
        return all;
    }
}
