package dev.fogline.cost.cascade;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Made-up drafts: a good one is sure of all its tokens, a bad one is unsure of one, late, and
/// nothing is certain.
final class Drafts {

    static final TokenStatistics SURE = new TokenStatistics(-0.01, 5, 0.05);
    static final TokenStatistics UNSURE = new TokenStatistics(-1.5, 0.2, 1.2);

    private Drafts() {}

    static List<DraftExample> drawn(int count, int tokens) {
        var random = new Random(1);
        var all = new ArrayList<DraftExample>();
        for (int i = 0; i < count; i++) {
            boolean good = random.nextDouble() < 0.6;
            boolean doubted = random.nextDouble() < (good ? 0.05 : 0.9);
            double expected =
                    good ? 0.4 + 0.5 * random.nextDouble() : 0.1 + 0.6 * random.nextDouble();
            all.add(new DraftExample(expected, draft(tokens, doubted, random), good ? 1 : 0));
        }
        return List.copyOf(all);
    }

    static List<TokenStatistics> draft(int tokens, boolean doubted, Random random) {
        var draft = new ArrayList<TokenStatistics>();
        for (int i = 0; i < tokens; i++) {
            double noise = random.nextDouble();
            draft.add(new TokenStatistics(-0.01 - 0.2 * noise, 5 - 2 * noise, 0.1 + noise / 3));
        }
        if (doubted) {
            draft.set(tokens / 2, UNSURE);
        }
        return draft;
    }
}
