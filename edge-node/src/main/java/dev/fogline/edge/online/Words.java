package dev.fogline.edge.online;

import java.util.List;
import java.util.random.RandomGenerator;

/// Texts without a meaning, hardly two of which begin alike, so that no cache knows them.
final class Words {

    private static final List<String> WORDS =
            List.of(
                    "river",
                    "seven",
                    "paint",
                    "the",
                    "of",
                    "window",
                    "is",
                    "what",
                    "slowly",
                    "and",
                    "country",
                    "letter",
                    "name",
                    "open",
                    "green",
                    "mountain",
                    "to",
                    "count",
                    "apple",
                    "under",
                    "capital",
                    "light",
                    "how",
                    "many",
                    "day",
                    "winter",
                    "in",
                    "bread",
                    "number",
                    "friend",
                    "between",
                    "stone",
                    "a",
                    "quick",
                    "city",
                    "Monday",
                    "from",
                    "paper",
                    "which",
                    "language",
                    "sea",
                    "old",
                    "write",
                    "question",
                    "with",
                    "market",
                    "long",
                    "horse");

    private Words() {}

    /// @param count of words, ≥ 1
    static String some(int count, RandomGenerator random) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
