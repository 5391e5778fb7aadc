package dev.fogline.backend.llamacpp.jinja;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// Dates as C's `strftime` writes them in the locale C.
final class Strftime {

    /// Groups: the sign that takes padding away, the letter.
    private static final Pattern FIELD = Pattern.compile("%(-?)([a-zA-Z%])");

    private Strftime() {}

    static String of(String format, ZonedDateTime time) {
        var text = new StringBuilder();
        var fields = FIELD.matcher(format);
        int from = 0;
        while (fields.find()) {
            String field = field(fields.group(2).charAt(0), time);
            boolean unpadded = !fields.group(1).isEmpty();
            text.append(format, from, fields.start());
            text.append(unpadded ? field.replaceFirst("^[0 ]+(?=.)", "") : field);
            from = fields.end();
        }
        text.append(format.substring(from));
        return text.toString();
    }

    private static String field(char letter, ZonedDateTime time) {
        return switch (letter) {
            case 'Y' -> pattern("yyyy", time);
            case 'y' -> pattern("yy", time);
            case 'm' -> pattern("MM", time);
            case 'd' -> pattern("dd", time);
            case 'e' -> String.format("%2d", time.getDayOfMonth());
            case 'H' -> pattern("HH", time);
            case 'I' -> pattern("hh", time);
            case 'M' -> pattern("mm", time);
            case 'S' -> pattern("ss", time);
            case 'p' -> pattern("a", time);
            case 'A' -> pattern("EEEE", time);
            case 'a' -> pattern("EEE", time);
            case 'B' -> pattern("MMMM", time);
            case 'b', 'h' -> pattern("MMM", time);
            case 'j' -> pattern("DDD", time);
            case 'Z' -> pattern("zzz", time);
            case 'z' -> pattern("xx", time);
            case 'F' -> pattern("yyyy-MM-dd", time);
            case 'T' -> pattern("HH:mm:ss", time);
            case 'D' -> pattern("MM/dd/yy", time);
            case '%' -> "%";
            default -> "%" + letter;
        };
    }

    private static String pattern(String pattern, ZonedDateTime time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }
}
