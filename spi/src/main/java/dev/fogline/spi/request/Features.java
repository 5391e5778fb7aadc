package dev.fogline.spi.request;

import java.util.Set;

/// Facts about a request from which estimates are made; never the text itself.
///
/// @param characters of all texts together, in UTF-16 units, ≥ 0
/// @param promptTokens estimated from the characters before any model is chosen, ≥ 0; an estimator
///   knows better per model
/// @param outputTokens how long the answer will probably be, before anything is known of the model
/// @param dataClass whether the text may leave the device
/// @param needs what a model must be able to do to serve the request at all
/// @param prefixHash of the conversation's beginning: equal for turns of one conversation
/// @param terms what the last user text looks like
public record Features(
        int characters,
        int promptTokens,
        Spread outputTokens,
        DataClass dataClass,
        Set<Ability> needs,
        long prefixHash,
        Terms terms) {

    public Features {
        needs = Set.copyOf(needs);
        if (characters < 0 || promptTokens < 0) {
            throw new IllegalArgumentException(
                    "characters " + characters + " or promptTokens " + promptTokens + " below 0");
        }
    }
}
