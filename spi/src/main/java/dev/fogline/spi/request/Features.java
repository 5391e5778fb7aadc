package dev.fogline.spi.request;

import java.util.Set;

/// Facts about a request from which estimates are made; never the text itself.
///
/// @param characters of all texts together, in UTF-16 units, ≥ 0
/// @param promptTokens estimated from the characters before any model is chosen, ≥ 0; an estimator
///   knows better per model
/// @param outputTokens how long the answer will probably be, before anything is known of the model
/// @param mostOutputTokens where the answer is cut, ≥ 0
/// @param dataClass whether the text may leave the device
/// @param needs what a model must be able to do to serve the request at all
/// @param kind what sort of question it is, in [0, [#KINDS]): those of one kind have answers of
///   like length; 0 if nobody looked
/// @param prefixHash of the conversation's beginning, in [0, [#PREFIXES]): equal for turns of one
///   conversation; too few to tell the text
/// @param terms what the last user text looks like
public record Features(
        int characters,
        int promptTokens,
        Spread outputTokens,
        int mostOutputTokens,
        DataClass dataClass,
        Set<Ability> needs,
        int kind,
        int prefixHash,
        Terms terms) {

    /// How many kinds there are.
    public static final int KINDS = 64;

    /// How many beginnings are told apart.
    public static final int PREFIXES = 1 << 20;

    public Features {
        needs = Set.copyOf(needs);
        if (characters < 0 || promptTokens < 0 || mostOutputTokens < 0) {
            throw new IllegalArgumentException(
                    "characters "
                            + characters
                            + ", promptTokens "
                            + promptTokens
                            + " or mostOutputTokens "
                            + mostOutputTokens
                            + " below 0");
        }
        if (kind < 0 || kind >= KINDS || prefixHash < 0 || prefixHash >= PREFIXES) {
            throw new IllegalArgumentException(
                    "kind "
                            + kind
                            + " not in [0, "
                            + KINDS
                            + ") or prefixHash "
                            + prefixHash
                            + " not in [0, "
                            + PREFIXES
                            + ")");
        }
    }
}
