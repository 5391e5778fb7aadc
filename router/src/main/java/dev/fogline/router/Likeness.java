package dev.fogline.router;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How like two answers are: the F1 measure of the words they have in common, each as often as it
/// comes (as SQuAD grades answers; Rajpurkar et al., EMNLP 2016, section 6.1, with articles kept).
///
/// In [0, 1]: 1 for the same words in any order and letter case, 0 for none in common. A long
/// answer that holds a short one is half like it, though it may be as right: this is a grade for
/// learning from many answers, not a verdict on one.
final class Likeness {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private Likeness() {}

    static double of(String first, String second) {
        Map<String, Integer> words = words(first);
        int firstCount = words.values().stream().mapToInt(Integer::intValue).sum();
        int secondCount = 0;
        int both = 0;
        Matcher word = WORD.matcher(second.toLowerCase(Locale.ROOT));
        while (word.find()) {
            secondCount++;
            Integer left = words.get(word.group());
            if (left != null && left > 0) {
                both++;
                words.put(word.group(), left - 1);
            }
        }
        if (firstCount + secondCount == 0) {
            return first.strip().equals(second.strip()) ? 1 : 0;
        }
        return 2.0 * both / (firstCount + secondCount);
    }

    private static Map<String, Integer> words(String text) {
        var words = new HashMap<String, Integer>();
        Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (word.find()) {
            words.merge(word.group(), 1, Integer::sum);
        }
        return words;
    }
}
