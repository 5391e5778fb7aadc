package dev.fogline.backend.llamacpp.schema;

import dev.fogline.backend.llamacpp.schema.Regex.Choice;
import dev.fogline.backend.llamacpp.schema.Regex.One;
import dev.fogline.backend.llamacpp.schema.Regex.Repeat;
import dev.fogline.backend.llamacpp.schema.Regex.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Narrows regular expressions to matches of a length. A grammar cannot count across parts, so what
/// room there is gets shared out to them.
final class Lengths {

    private Lengths() {}

    static Optional<Regex> fit(Regex regex, Range wanted) {
        return switch (regex) {
            case One _ -> Optional.empty();
            case Sequence sequence -> fit(sequence, wanted);
            case Choice(List<Regex> parts) -> {
                List<Regex> fitting =
                        parts.stream().flatMap(part -> part.within(wanted).stream()).toList();
                yield fitting.size() < 2
                        ? fitting.stream().findFirst()
                        : Optional.of(new Choice(fitting));
            }
            case Repeat repeat -> fit(repeat, wanted);
        };
    }

    /// Repeats of something of one length are narrowed in their count.
    private static Optional<Regex> fit(Repeat repeat, Range wanted) {
        Range one = repeat.part().length();
        if (one.min() != one.max() || one.min() == 0) {
            return Optional.empty();
        }
        Range times =
                new Range(
                        Math.ceilDiv(wanted.min(), one.min()),
                        wanted.max() == Range.UNBOUNDED ? wanted.max() : wanted.max() / one.min());
        Range both = repeat.times().and(times);
        return both.isEmpty() ? Optional.empty() : Optional.of(new Repeat(repeat.part(), both));
    }

    /// From the first part on, each gets an equal share of the room that is left over; the parts
    /// before the last one may be no shorter than they must, the last makes up for what is missing.
    private static Optional<Regex> fit(Sequence sequence, Range wanted) {
        var fitted = new ArrayList<>(sequence.parts());
        var flexible = new ArrayList<Integer>();
        for (int i = 0; i < fitted.size(); i++) {
            Range length = fitted.get(i).length();
            if (length.min() != length.max()) {
                flexible.add(i);
            }
        }
        for (int left = flexible.size(); left > 0; left--) {
            int at = flexible.get(flexible.size() - left);
            Optional<Regex> part = fitted.get(at).within(share(fitted, at, wanted, left));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            fitted.set(at, part.get());
        }
        Regex all = new Sequence(List.copyOf(fitted));
        return wanted.contains(all.length()) ? Optional.of(all) : Optional.empty();
    }

    private static Range share(List<Regex> parts, int at, Range wanted, int left) {
        Range before = new Sequence(parts.subList(0, at)).length();
        Range from = new Sequence(parts.subList(at, parts.size())).length();
        Range own = parts.get(at).length();
        int missing = left == 1 ? Math.max(0, wanted.min() - before.min() - from.min()) : 0;
        if (wanted.max() == Range.UNBOUNDED) {
            return new Range(own.min() + missing, own.max());
        }
        int spare = Math.max(0, wanted.max() - before.max() - from.min()) / left;
        return new Range(
                own.min() + missing, Math.min(own.max(), own.min() + Math.max(spare, missing)));
    }
}
