package dev.fogline.edge.privacy;

import dev.fogline.router.privacy.Finding;
import dev.fogline.router.privacy.Kind;
import java.util.List;

/// How one kind was found in labelled texts. A label is found if a finding of its kind touches it;
/// a finding is right if it touches a label of its kind.
///
/// @param labels how many there are
/// @param recalled how many of them were found
/// @param seen how many of them any finding touches: such a request stays on the device all the
///   same
/// @param findings how many there are
/// @param right how many of them are right
record Tally(Kind kind, int labels, int recalled, int seen, int findings, int right) {

    static Tally none(Kind kind) {
        return new Tally(kind, 0, 0, 0, 0, 0);
    }

    /// With one more text.
    Tally with(List<Finding> labelled, List<Finding> found) {
        List<Finding> mine = found.stream().filter(one -> one.kind() == kind).toList();
        List<Finding> wanted = labelled.stream().filter(one -> one.kind() == kind).toList();
        return new Tally(
                kind,
                labels + wanted.size(),
                recalled + touched(wanted, mine),
                seen + touched(wanted, found),
                findings + mine.size(),
                right + touched(mine, wanted));
    }

    Tally plus(Tally other) {
        return new Tally(
                kind,
                labels + other.labels,
                recalled + other.recalled,
                seen + other.seen,
                findings + other.findings,
                right + other.right);
    }

    Share recall() {
        return new Share(recalled, labels);
    }

    Share precision() {
        return new Share(right, findings);
    }

    private static int touched(List<Finding> places, List<Finding> by) {
        return (int)
                places.stream()
                        .filter(place -> by.stream().anyMatch(other -> touch(place, other)))
                        .count();
    }

    private static boolean touch(Finding one, Finding other) {
        return one.start() < other.end() && other.start() < one.end();
    }
}
