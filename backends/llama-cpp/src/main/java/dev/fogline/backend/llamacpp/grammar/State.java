package dev.fogline.backend.llamacpp.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is to be known about the text so far: what may come next.
final class State {

    /// The next characters and tokens, ascending by number.
    final List<Frame> tops;

    /// Whether the text may end here.
    final boolean ended;

    final Partial partial;

    /// What each next byte leads to, as far as it was asked for.
    private @Nullable State @Nullable [] next;

    /// The tokens that may come next, once asked for.
    long @Nullable [] allowed;

    State(List<Frame> tops, boolean ended, Partial partial) {
        this.tops = tops;
        this.ended = ended;
        this.partial = partial;
    }

    @Nullable State next(int input) {
        return next == null ? null : next[input];
    }

    void next(int input, State reached) {
        if (next == null) {
            next = new State[256];
        }
        next[input] = reached;
    }

    /// Nothing may come, and the text may not end: it is wrong.
    boolean dead() {
        return tops.isEmpty() && !ended;
    }
}
