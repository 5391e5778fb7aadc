package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.grammar.Follower;
import dev.fogline.backend.llamacpp.grammar.GrammarException;
import dev.fogline.backend.llamacpp.grammar.GrammarReader;
import dev.fogline.backend.llamacpp.sampling.Sampler;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Keeps one answer to its grammar: a token is drawn freely first, which is nearly always right,
/// and only if it may not come, drawn again among those that may. (llama.cpp does it in this order
/// too.) The decode thread uses it.
final class Guide {

    private final GrammarReader reader;
    private final List<String> triggers;

    /// Made by the decode thread, whose the reader is.
    private @Nullable Follower follower;

    private float[] masked = {};

    Guide(GrammarReader reader, List<String> triggers) {
        this.reader = reader;
        this.triggers = triggers;
    }

    /// @return empty if the logits are unusable, or the model has no token that may come
    /// @throws GrammarException if it takes too long to tell what may come
    OptionalInt choose(Sampler sampler, float[] logits) {
        OptionalInt free = sampler.choose(logits);
        if (free.isEmpty() || follower().allows(free.getAsInt())) {
            return free;
        }
        if (masked.length == 0) {
            masked = new float[logits.length];
        }
        System.arraycopy(logits, 0, masked, 0, logits.length);
        follower().mask(masked);
        return sampler.choose(masked);
    }

    /// The answer goes on with a token that does not end it.
    void accept(int token) {
        follower().accept(token);
    }

    /// Whether the answer has to end here.
    boolean complete() {
        return follower().complete();
    }

    private Follower follower() {
        if (follower == null) {
            follower = reader.follow(triggers);
        }
        return follower;
    }
}
