package dev.fogline.cost;

import dev.fogline.spi.request.Features;
import java.util.Arrays;

/// Which conversations a server has seen lately, and how much of a prompt it then finds in its
/// prefix cache.
///
/// ```
/// cached = seen before ? seenShare * min(tokens it then had, promptTokens - 1)
///                      : min(freshTokens, promptTokens - 1)
/// ```
///
/// One place per conversation in a table that the next of the same place overwrites: bounded, and
/// forgetful as caches are. What every prompt of a server begins with, such as its template, is
/// cached for strangers too. Both begin at 0, as if there were no cache. Immutable; no array is
/// written after construction.
final class Beginnings {

    private static final int PLACES = 128;
    private static final int NONE = -1;

    static final Beginnings UNKNOWN = unknown();

    private final int[] prefixes;

    /// Prompt and answer together, as of the last turn.
    private final int[] tokens;

    private final Mean seenShare;
    private final Mean freshTokens;

    private Beginnings(int[] prefixes, int[] tokens, Mean seenShare, Mean freshTokens) {
        this.prefixes = prefixes;
        this.tokens = tokens;
        this.seenShare = seenShare;
        this.freshTokens = freshTokens;
    }

    private static Beginnings unknown() {
        int[] prefixes = new int[PLACES];
        Arrays.fill(prefixes, NONE);
        return new Beginnings(prefixes, new int[PLACES], Mean.assumed(0), Mean.assumed(0));
    }

    /// @return in [0, promptTokens]
    double cachedTokens(Features features, double promptTokens) {
        return seen(features)
                ? seenShare.value() * held(features, promptTokens)
                : Math.clamp(freshTokens.value(), 0, possible(promptTokens));
    }

    /// Whether the conversation is known.
    boolean seen(Features features) {
        return prefixes[place(features)] == features.prefixHash();
    }

    Beginnings learn(Features features, int promptTokens, int cachedTokens, int outputTokens) {
        int[] nextPrefixes = prefixes.clone();
        int[] nextTokens = tokens.clone();
        nextPrefixes[place(features)] = features.prefixHash();
        nextTokens[place(features)] = Math.max(0, promptTokens + outputTokens);
        if (!seen(features)) {
            return new Beginnings(
                    nextPrefixes, nextTokens, seenShare, freshTokens.learn(cachedTokens));
        }
        double held = held(features, promptTokens);
        Mean share = held > 0 ? seenShare.learn(Math.min(1, cachedTokens / held)) : seenShare;
        return new Beginnings(nextPrefixes, nextTokens, share, freshTokens);
    }

    private double held(Features features, double promptTokens) {
        return Math.min(possible(promptTokens), tokens[place(features)]);
    }

    /// The last token of a prompt is always read.
    private static double possible(double promptTokens) {
        return Math.max(0, promptTokens - 1);
    }

    private static int place(Features features) {
        return features.prefixHash() & (PLACES - 1);
    }

    void save(SavedBytes.Writer to) {
        to.numbers(prefixes).numbers(tokens);
        seenShare.save(to);
        freshTokens.save(to);
    }

    static Beginnings load(SavedBytes.Reader from) {
        return new Beginnings(
                from.numbers(PLACES, NONE, Features.PREFIXES - 1),
                from.numbers(PLACES, 0, Integer.MAX_VALUE),
                Mean.load(from),
                Mean.load(from));
    }
}
