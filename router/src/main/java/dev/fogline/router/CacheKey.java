package dev.fogline.router;

import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.request.Tool;
import java.util.Optional;

/// Everything an answer depends on. Requests of equal keys may have one answer.
///
/// @param rules that the answer kept
record CacheKey(
        String tenant,
        Rules rules,
        String model,
        Input input,
        Sampling sampling,
        OutputFormat format,
        int maxOutputTokens) {

    /// A policy as it was read: one that was read anew is another one, whatever it says. A plugin's
    /// own equality is not asked.
    record Rules(NamedPolicy policy) {

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Rules(NamedPolicy its) && its == policy;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(policy);
        }
    }

    /// Empty for a request whose answer must not be kept, or is wanted new each time: a private
    /// one, and one that leaves it to chance.
    static Optional<CacheKey> of(InferenceRequest request, NamedPolicy policy) {
        Sampling sampling = request.sampling();
        boolean certain = sampling.greedy() || sampling.seed().isPresent();
        return request.dataClass() == DataClass.PUBLIC && certain
                ? Optional.of(
                        new CacheKey(
                                request.tenant(),
                                new Rules(policy),
                                request.model(),
                                request.input(),
                                sampling,
                                request.format(),
                                request.maxOutputTokens()))
                : Optional.empty();
    }

    /// About what it takes in memory: its texts in UTF-16.
    long bytes() {
        long characters = input.texts().stream().mapToLong(String::length).sum();
        if (input instanceof Input.Chat chat) {
            for (Tool tool : chat.tools()) {
                characters += tool.description().length() + tool.parametersJson().length();
            }
        }
        return 2 * (characters + formatCharacters());
    }

    private long formatCharacters() {
        return switch (format) {
            case OutputFormat.Text text -> 0;
            case OutputFormat.JsonObject object -> 0;
            case OutputFormat.JsonSchema schema -> schema.schemaJson().length();
            case OutputFormat.Grammar grammar -> grammar.gbnf().length();
        };
    }
}
