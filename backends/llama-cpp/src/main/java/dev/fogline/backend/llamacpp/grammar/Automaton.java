package dev.fogline.backend.llamacpp.grammar;

import dev.fogline.backend.llamacpp.grammar.Part.One;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A grammar as a machine that reads bytes: its states are made when they are first reached, and
/// kept. One thread uses it.
///
/// Reading goes on in all ways at once and equal ways are one, so that it takes no going back, and
/// the time for a byte is bounded.
final class Automaton {

    /// States keep a kilobyte each. Beyond that all are forgotten and made anew as they come.
    private static final int MAX_STATES = 2_048;

    private static final int MAX_FRAMES = 50_000;

    private final Rule root;
    private final Frames frames = new Frames();
    private final Closure closure = new Closure(frames);
    private final Map<Key, State> states = new HashMap<>();

    private record Key(List<Frame> tops, boolean ended, Partial partial) {}

    Automaton(Rule root) {
        this.root = root;
    }

    /// At the beginning of the text.
    State start() {
        closure.begin();
        closure.enter(root, null);
        return state(closure.tops(), closure.ended(), Partial.NONE);
    }

    /// Behind one more byte.
    ///
    /// @param next 0 to 255
    State step(State state, int next) {
        State known = state.next(next);
        if (known == null) {
            known = read(state, next, _ -> true);
            state.next(next, known);
        }
        return known;
    }

    /// Behind one more byte of a special token: it stands for itself only where the grammar spells
    /// it, not where any character may come.
    State stepSpelled(State state, int next) {
        return read(state, next, CodePoints::isSingle);
    }

    /// Behind a token that is read as a whole.
    State pass(State state, Predicate<Part> reads) {
        closure.begin();
        if (state.partial.missing() == 0) {
            state.tops.stream().filter(top -> reads.test(top.place.part())).forEach(closure::pass);
        }
        return state(closure.tops(), closure.ended(), Partial.NONE);
    }

    /// Where either of two may be.
    State either(State one, State other) {
        if (one.dead() || other.dead()) {
            return one.dead() ? other : one;
        }
        var tops = new ArrayList<>(one.tops);
        other.tops.stream().filter(top -> !one.tops.contains(top)).forEach(tops::add);
        tops.sort((a, b) -> Integer.compare(a.number, b.number));
        return state(tops, one.ended || other.ended, one.partial);
    }

    /// Steps of reading since the beginning of time; they are what takes the time.
    long work() {
        return closure.work();
    }

    private State read(State state, int next, Predicate<CodePoints> readable) {
        Partial partial = state.partial.with(next);
        var passing = new ArrayList<Frame>();
        for (Frame top : state.tops) {
            if (top.place.part() instanceof One(CodePoints set)
                    && readable.test(set)
                    && partial.canBe(set)) {
                passing.add(top);
            }
        }
        if (passing.isEmpty() || partial.missing() > 0) {
            return state(passing, false, passing.isEmpty() ? Partial.NONE : partial);
        }
        closure.begin();
        passing.forEach(closure::pass);
        return state(closure.tops(), closure.ended(), Partial.NONE);
    }

    private State state(List<Frame> tops, boolean ended, Partial partial) {
        if (states.size() >= MAX_STATES || frames.size() >= MAX_FRAMES) {
            states.clear();
            frames.forget();
        }
        return states.computeIfAbsent(
                new Key(tops, ended, partial), _ -> new State(tops, ended, partial));
    }
}
