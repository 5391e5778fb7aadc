package dev.fogline.router.privacy;

import java.util.Arrays;

/// The runs of digits in a text: what most kinds begin with. A text without digits is done with
/// here.
///
/// A digit is any decimal digit of Unicode, so that full-width and Arabic digits count.
final class Digits {

    private static final int ROOM = 8;

    private final String text;
    private int[] starts = new int[ROOM];
    private int[] ends = new int[ROOM];
    private int count;

    private Digits(String text) {
        this.text = text;
    }

    static Digits of(String text) {
        var digits = new Digits(text);
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                int start = i;
                while (i < text.length() && isDigit(text.charAt(i))) {
                    i++;
                }
                digits.add(start, i);
            }
        }
        return digits;
    }

    static boolean isDigit(char c) {
        return c < 0x80 ? c >= '0' && c <= '9' : Character.isDigit(c);
    }

    int count() {
        return count;
    }

    int start(int run) {
        return starts[run];
    }

    int end(int run) {
        return ends[run];
    }

    int length(int run) {
        return ends[run] - starts[run];
    }

    /// The characters between a run and the next.
    String gap(int run) {
        return text.substring(ends[run], starts[run + 1]);
    }

    /// How many characters are between a run and the next; many after the last.
    int gapLength(int run) {
        return run + 1 < count ? starts[run + 1] - ends[run] : Integer.MAX_VALUE;
    }

    /// The digits of neighbouring runs in ASCII.
    ///
    /// @param last inclusive
    String joined(int first, int last) {
        var joined = new StringBuilder();
        for (int run = first; run <= last; run++) {
            for (int i = starts[run]; i < ends[run]; i++) {
                joined.append((char) ('0' + Character.digit(text.charAt(i), 10)));
            }
        }
        return joined.toString();
    }

    private void add(int start, int end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = start;
        ends[count] = end;
        count++;
    }
}
