package dev.fogline.backend.llamacpp.grammar;

/// How texts and sets of characters are spelled in GBNF, llama.cpp's notation for grammars.
public final class Gbnf {

    private Gbnf() {}

    /// A text as a literal; what could be misread in GBNF is escaped.
    public static String literal(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(codePoint -> quoted.append(spelled(codePoint, "\"\\")));
        return quoted.append('"').toString();
    }

    /// Any one character of a set that is not empty.
    public static String oneOf(CodePoints set) {
        var spelled = new StringBuilder("[");
        int[] ranges = set.ranges();
        for (int at = 0; at < ranges.length; at += 2) {
            int first = ranges[at];
            int last = ranges[at + 1];
            spelled.append(inClass(first));
            if (last > first) {
                spelled.append(last > first + 1 ? "-" : "").append(inClass(last));
            }
        }
        return spelled.append(']').toString();
    }

    private static String inClass(int codePoint) {
        return codePoint == '^' ? "\\x5E" : spelled(codePoint, "[]\\-");
    }

    private static String spelled(int codePoint, String escaped) {
        if (codePoint == '\n') {
            return "\\n";
        }
        if (codePoint < 0x20 || codePoint == 0x7f) {
            return String.format("\\x%02X", codePoint);
        }
        boolean invisible = codePoint > 0x7f && codePoint < 0xa0;
        if (invisible || codePoint > 0xffff || surrogate(codePoint)) {
            return String.format("\\U%08X", codePoint);
        }
        String plain = Character.toString(codePoint);
        return escaped.contains(plain) ? "\\" + plain : plain;
    }

    private static boolean surrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
