package dev.fogline.router;

import dev.fogline.spi.request.Terms;

/// Marks of what a text looks like: how long it is, how many numbers, lines, signs and capitals it
/// has. What they tell holds for topics never seen, too. Pure.
///
/// Each trait is a count and has one mark per rung of its ladder that the count reaches, so that a
/// linear model over marks can follow any curve over the count.
final class TextShape {

    /// Rungs that double, with one between where most prompts lie.
    private static final int[] LENGTHS = {
        30, 45, 64, 90, 128, 180, 256, 362, 512, 724, 1024, 1448, 2048, 4096
    };

    private static final int[] FEW = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32};
    private static final int[] SHARE_PERCENT = {1, 2, 4, 6, 10, 20};
    private static final int[] WORD_TENTHS = {35, 40, 45, 50, 55, 60, 70};

    /// No text has more marks than these.
    static final int MOST_MARKS = 16 * Terms.RUNGS;

    private int letters;
    private int letterRuns;
    private int digitRuns;
    private int capitals;
    private int capitalRuns;
    private int lines;
    private int operators;
    private int brackets;
    private int formulas;
    private int questions;
    private int quotes;
    private int commas;
    private int blanksToFill;
    private int foreign;
    private int options;

    private int count;

    private TextShape(int count) {
        this.count = count;
    }

    /// @param text as it was written
    /// @param buckets where the marks are added
    /// @param count how many of `buckets` are taken
    /// @return how many are taken then
    static int addMarks(String text, int[] buckets, int count) {
        var shape = new TextShape(count);
        shape.read(text);
        shape.mark(text.length(), buckets);
        return shape.count;
    }

    private void read(String text) {
        char before = '\n';
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 128) {
                foreign++;
            } else if (isLetter(unit)) {
                letter(unit, before);
            } else if (isDigit(unit)) {
                digitRuns += isDigit(before) ? 0 : 1;
            } else {
                sign(unit);
            }
            // "A. " or "b) " at the start of a line is a choice
            if ((unit == '.' || unit == ')') && i >= 2 && isLetter(before)) {
                options += text.charAt(i - 2) == '\n' ? 1 : 0;
            }
            before = unit;
        }
    }

    private void letter(char unit, char before) {
        boolean capital = unit <= 'Z';
        letters++;
        capitals += capital ? 1 : 0;
        if (!isLetter(before)) {
            letterRuns++;
            capitalRuns += capital ? 1 : 0;
        }
    }

    private void sign(char unit) {
        switch (unit) {
            case '\n' -> lines++;
            case '+', '-', '*', '/', '=', '<', '>', '^', '%' -> operators++;
            case '(', ')', '[', ']', '{', '}' -> brackets++;
            case '\\', '$' -> formulas++;
            case '?' -> questions++;
            case '"', '\'' -> quotes++;
            case ',', ';' -> commas++;
            case '_' -> blanksToFill++;
            default -> {}
        }
    }

    private void mark(int characters, int[] buckets) {
        ladder(Terms.LENGTH, characters, LENGTHS, buckets);
        ladder(Terms.NUMBERS, digitRuns, FEW, buckets);
        ladder(2, letterRuns == 0 ? 0 : 10 * letters / letterRuns, WORD_TENTHS, buckets);
        ladder(3, lines, FEW, buckets);
        ladder(4, operators, FEW, buckets);
        ladder(5, brackets, FEW, buckets);
        ladder(6, formulas, FEW, buckets);
        ladder(7, 100 * capitals / characters, SHARE_PERCENT, buckets);
        ladder(8, capitalRuns, FEW, buckets);
        ladder(9, questions, FEW, buckets);
        ladder(10, quotes, FEW, buckets);
        ladder(11, commas, FEW, buckets);
        ladder(12, blanksToFill, FEW, buckets);
        ladder(13, foreign, FEW, buckets);
        ladder(14, options, FEW, buckets);
        ladder(15, options == 0 ? 0 : characters / options, LENGTHS, buckets);
    }

    private void ladder(int trait, int value, int[] rungs, int[] buckets) {
        for (int rung = 0; rung < rungs.length && value >= rungs[rung]; rung++) {
            buckets[count++] = Terms.FIRST_MARK + trait * Terms.RUNGS + rung;
        }
    }

    private static boolean isLetter(char unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }
}
