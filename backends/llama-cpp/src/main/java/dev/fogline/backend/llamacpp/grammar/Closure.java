package dev.fogline.backend.llamacpp.grammar;

import dev.fogline.backend.llamacpp.grammar.Part.Call;
import dev.fogline.backend.llamacpp.grammar.Part.Named;
import dev.fogline.backend.llamacpp.grammar.Part.NotNamed;
import dev.fogline.backend.llamacpp.grammar.Part.One;
import dev.fogline.backend.llamacpp.grammar.Part.Repeat;
import dev.fogline.backend.llamacpp.grammar.Rule.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows rules from where a grammar is to the characters and tokens that may come next.
final class Closure {

    /// Readings of one text at the same time. Real grammars have a handful; more than this come
    /// from rules that can read a text in many ways, and their number may double with each
    /// character.
    private static final int MAX_READINGS = 5_000;

    private final Frames frames;
    private final ArrayDeque<Frame> pending = new ArrayDeque<>();
    private int search;
    private long work;

    private List<Frame> tops = new ArrayList<>();
    private boolean ended;

    Closure(Frames frames) {
        this.frames = frames;
    }

    /// Begins a search.
    void begin() {
        search++;
        tops = new ArrayList<>();
        ended = false;
    }

    /// Adds what comes when a rule is entered.
    ///
    /// @param behind what comes after it
    void enter(Rule rule, @Nullable Frame behind) {
        alternatives(rule, behind);
        run();
    }

    /// Adds what comes behind a character or token.
    void pass(Frame top) {
        see(after(top));
        run();
    }

    /// Frames whose part is a character or a token, ascending by number.
    List<Frame> tops() {
        tops.sort((a, b) -> Integer.compare(a.number, b.number));
        return tops;
    }

    /// Whether the text may end here.
    boolean ended() {
        return ended;
    }

    /// Frames looked at since the beginning of time.
    long work() {
        return work;
    }

    private void run() {
        while (!pending.isEmpty()) {
            expand(pending.removeLast());
        }
    }

    private void expand(Frame frame) {
        switch (frame.place.part()) {
            case One _, Named _, NotNamed _ -> {
                tops.add(frame);
                if (tops.size() > MAX_READINGS) {
                    throw new GrammarException(
                            "grammar: the text so far can be read in more than "
                                    + MAX_READINGS
                                    + " ways; write it with fewer alternatives that begin alike");
                }
            }
            case Call(Rule rule) -> alternatives(rule, after(frame));
            case Repeat(Rule rule, int min, int max) -> {
                if (frame.count >= min) {
                    see(after(frame));
                }
                if (frame.count < max) {
                    int most = max == Repeat.UNBOUNDED ? min : max;
                    int next = Math.min(frame.count + 1, most);
                    alternatives(rule, frames.of(frame.place, next, frame.parent));
                }
            }
        }
    }

    private void alternatives(Rule rule, @Nullable Frame behind) {
        for (Place start : rule.starts) {
            see(frames.of(start, 0, behind));
        }
        if (rule.hasNothing) {
            see(behind);
        }
    }

    private void see(@Nullable Frame frame) {
        work++;
        if (frame == null) {
            ended = true;
        } else if (frame.seen != search) {
            frame.seen = search;
            pending.addLast(frame);
        }
    }

    private @Nullable Frame after(Frame frame) {
        Place next = frame.place.next();
        return next == null ? frame.parent : frames.of(next, 0, frame.parent);
    }
}
