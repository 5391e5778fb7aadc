package dev.fogline.router;

import dev.fogline.router.GradedRecord.By;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Observation.Graded;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes verdicts on answers that were given, and hands what they teach to the journal.
final class Grading {

    private final Remembered remembered;
    private final Journal journal;
    private final InstantSource wallClock;
    private final Consumer<GradedRecord> counting;

    /// @param counting is told of every grade that is learnt from
    Grading(
            Remembered remembered,
            Journal journal,
            InstantSource wallClock,
            Consumer<GradedRecord> counting) {
        this.remembered = remembered;
        this.journal = journal;
        this.wallClock = wallClock;
        this.counting = counting;
    }

    /// @param grade in [0, 1]
    Verdict grade(String id, double grade) {
        Optional<DecisionRecord> entry = remembered.find(id);
        if (entry.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        Optional<Candidate> answered = answered(entry.get().outcome());
        if (answered.isEmpty()) {
            return Verdict.NOTHING_TO_GRADE;
        }
        if (!remembered.grade(id)) {
            return Verdict.GRADED_BEFORE;
        }
        if (!offer(answered.get(), entry.get(), new Weighed(grade, 1), By.FEEDBACK)) {
            remembered.ungrade(id);
            return Verdict.BUSY;
        }
        return Verdict.TAKEN;
    }

    /// A grade and how many answers it stands for.
    record Weighed(double grade, double weight) {}

    /// Hands a grade to the journal.
    ///
    /// @return false if it has no room
    boolean offer(Candidate candidate, DecisionRecord entry, Weighed grade, By by) {
        var record =
                new GradedRecord(
                        entry.id(),
                        wallClock.millis(),
                        entry.features().dataClass(),
                        by,
                        new Graded(
                                candidate.model().name(),
                                candidate.model().revision(),
                                candidate.model().qualityPrior(),
                                entry.features().terms(),
                                grade.grade(),
                                grade.weight()));
        boolean taken = journal.offer(record);
        if (taken) {
            counting.accept(record);
        }
        return taken;
    }

    /// Whose answer it is, if it is one model's from beginning to end.
    static Optional<Candidate> answered(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed completed ->
                    completed.resumed()
                            ? Optional.empty()
                            : Optional.of(completed.served().option().candidate());
            case Outcome.Shared(Option.Single origin, var _) -> Optional.of(origin.candidate());
            case Outcome.Failed failed -> Optional.empty();
            case Outcome.Cancelled cancelled -> Optional.empty();
        };
    }
}
