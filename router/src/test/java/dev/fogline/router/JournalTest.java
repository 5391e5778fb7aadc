package dev.fogline.router;

import static dev.fogline.router.Samples.classed;
import static dev.fogline.router.Samples.edge;
import static dev.fogline.router.Samples.request;
import static dev.fogline.router.Samples.served;
import static dev.fogline.router.Samples.untaught;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.cost.LearningEstimator;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.Observation;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class JournalTest {

    private static final InferenceRequest HELLO = request("hello");

    @TempDir private Path dir;

    @Test
    void learnsFromEveryAnswer() {
        Learned learned = session(served(HELLO, 50), served(HELLO, 60));

        assertThat(learned.sequence()).isEqualTo(2);
        assertThat(estimate(learned)).isNotEqualTo(estimate(new Learned(untaught(), 0)));
    }

    @Test
    void knowsAfterARestartWhatItKnew() {
        Learned before = session(served(HELLO, 50), served(HELLO, 60.123456789));

        Learned after = session();

        assertThat(after.sequence()).isEqualTo(2);
        assertThat(estimate(after)).isEqualTo(estimate(before));
    }

    @Test
    void theSameJournalMakesTheSameStateByteForByte() throws IOException {
        session(answers(300));
        byte[] first = state();
        Files.delete(dir.resolve("estimator.checkpoint"));

        session(); // learns all of the journal again

        assertThat(state()).isEqualTo(first);
    }

    @Test
    void aCheckpointAndTheRestMakeTheSameStateAsAll() throws IOException {
        session(answers(40));
        byte[] halfway = state();
        Learned all = session(answers(40));
        byte[] whole = state();
        Files.write(dir.resolve("estimator.checkpoint"), halfway);

        Learned again = session();

        assertThat(again.sequence()).isEqualTo(80);
        assertThat(estimate(again)).isEqualTo(estimate(all));
        assertThat(state()).isEqualTo(whole);
    }

    @Test
    void whatTheCheckpointKnowsIsNotLearntAgain() throws IOException {
        Learned before = session(answers(40));
        Files.delete(file());

        Learned after = session();

        assertThat(after.sequence()).isEqualTo(40);
        assertThat(estimate(after)).isEqualTo(estimate(before));
    }

    @Test
    void aDamagedCheckpointCostsNothingButTime() throws IOException {
        Learned before = session(answers(40));
        byte[] whole = state();
        for (int length = 0; length < whole.length; length += 1_999) {
            Files.write(dir.resolve("estimator.checkpoint"), Arrays.copyOf(whole, length));

            assertThat(estimate(session())).isEqualTo(estimate(before));
            assertThat(state()).isEqualTo(whole);
        }
    }

    @Test
    void aNodeThatIsKilledHasACheckpointOfAllButItsLastAnswers() throws Exception {
        int answers = 2 * Learning.BETWEEN_CHECKPOINTS;
        Journal journal =
                Journal.open(
                        JournalFile.open(dir, "journal", 1 << 20), learning(untaught()), answers);
        for (DecisionRecord entry : answers(answers)) {
            journal.offer(entry);
        }
        while (journal.learned().sequence() < answers) {
            Thread.onSpinWait();
        }
        Path checkpoint = dir.resolve("estimator.checkpoint");
        while (!Files.exists(checkpoint)) {
            Thread.onSpinWait();
        }

        assertThat(Checkpoint.of(Files.readAllBytes(checkpoint)))
                .get()
                .satisfies(
                        saved ->
                                assertThat(saved.sequence())
                                        .isGreaterThanOrEqualTo(Learning.BETWEEN_CHECKPOINTS));
        journal.close();
    }

    @Test
    void whatPrivateRequestsTaughtIsNotSaved() throws IOException {
        session(answers(40));
        byte[] before = state();

        Learned learned = session(served(classed(HELLO, DataClass.PRIVATE), 5_000));

        assertThat(learned.sequence()).isEqualTo(41);
        assertThat(state()).isEqualTo(before);
        assertThat(session().sequence()).isEqualTo(40);
    }

    @Test
    void requestsThatWereNotAnsweredTeachNothingAndAreWritten() throws IOException {
        var fault = Fault.of(FaultKind.TIMEOUT, "late");
        var attempt = new Attempt.Failed(Samples.option(edge()), fault, 1, 0);

        Learned learned =
                session(
                        Samples.record(HELLO, new Outcome.Failed(fault, List.of(attempt))),
                        Samples.record(HELLO, new Outcome.Cancelled(List.of())));

        assertThat(learned.sequence()).isZero();
        assertThat(lines()).hasSize(2).noneMatch(line -> line.contains("\"observation\""));
    }

    @Test
    void privateRequestsTeachAndLeaveNoLine() throws IOException {
        Learned learned = session(served(classed(HELLO, DataClass.PRIVATE), 50));

        assertThat(learned.sequence()).isEqualTo(1);
        assertThat(Files.size(file())).isZero();
    }

    @Test
    void gradesAreLearntFromAndLearntAgain() throws IOException {
        Learned before = session(served(HELLO, 50), graded(DataClass.PUBLIC, 1));
        byte[] state = state();

        Files.delete(dir.resolve("estimator.checkpoint"));
        Learned after = session();

        assertThat(before.sequence()).isEqualTo(2);
        assertThat(estimate(before).quality()).isGreaterThan(edge().model().qualityPrior());
        assertThat(estimate(after)).isEqualTo(estimate(before));
        assertThat(state()).isEqualTo(state);
        assertThat(lines().getLast())
                .startsWith(
                        "{\"graded\":\"r\",\"time\":\"1970-01-01T00:00:01Z\",\"by\":\"feedback\"");
    }

    @Test
    void gradesOfPrivateAnswersTeachAndLeaveNoTrace() throws IOException {
        Learned learned = session(graded(DataClass.PRIVATE, 1));

        assertThat(estimate(learned).quality()).isGreaterThan(edge().model().qualityPrior());
        assertThat(Files.size(file())).isZero();
        assertThat(dir.resolve("estimator.checkpoint")).doesNotExist();
    }

    @Test
    void tellsWhereAQuotaWasLeft() {
        DecisionRecord one = served(HELLO, 50);
        session(
                new DecisionRecord(
                        one.id(),
                        one.epochMillis(),
                        one.model(),
                        one.tenant(),
                        one.features(),
                        one.decision(),
                        one.outcome(),
                        OptionalDouble.of(-0.125)));

        try (Journal again = open()) {
            assertThat(again.thresholds()).containsOnly(Map.entry("a-policy", -0.125));
        }
    }

    private static GradedRecord graded(DataClass dataClass, double grade) {
        return new GradedRecord(
                "r",
                1_000,
                dataClass,
                GradedRecord.By.FEEDBACK,
                new Observation.Graded(
                        edge().model().name(),
                        edge().model().revision(),
                        edge().model().qualityPrior(),
                        new Extraction().of(HELLO).terms(),
                        grade,
                        1));
    }

    @Test
    void skipsALineThatACrashCutOffWithinACharacter() throws IOException {
        session(served(HELLO, 50));
        byte[] line = "{\"tenant\":\"Zoë".getBytes(StandardCharsets.UTF_8);
        Files.write(file(), line, StandardOpenOption.APPEND);
        cut(1);

        Learned next = session(served(HELLO, 60));

        assertThat(next.sequence()).isEqualTo(2);
        assertThat(session().sequence()).isEqualTo(2);
    }

    @Test
    void skipsItsOwnLineCutOffAnywhere() throws IOException {
        session(served(HELLO, 50));
        session(served(HELLO, 60));
        cut(40);

        Learned next = session(served(HELLO, 70));

        assertThat(next.sequence()).isEqualTo(2);
        assertThat(session().sequence()).isEqualTo(2);
    }

    @Test
    void skipsLinesThatAreNotItsOwn() throws IOException {
        Files.writeString(file(), "null\n7\n[]\n{}\n{\"observation\":{}}\nhello\n\n");

        assertThat(session(served(HELLO, 50)).sequence()).isEqualTo(1);
    }

    @Test
    void dropsAndCountsWhatFindsTheQueueFull() throws InterruptedException {
        var estimator = new Blocking();
        Journal journal =
                Journal.open(JournalFile.open(dir, "journal", 1 << 20), learning(estimator), 1);

        journal.offer(served(HELLO, 1));
        estimator.entered.await();
        journal.offer(served(HELLO, 2)); // waits in the queue
        journal.offer(served(HELLO, 3));
        journal.offer(served(HELLO, 4));
        assertThat(journal.dropped()).isEqualTo(2);
        estimator.leave.countDown();
        journal.close();

        assertThat(journal.learned().sequence()).isEqualTo(2);
    }

    @Test
    void learnsOnWhereTheDiskIsGone() throws IOException {
        JournalFile file = JournalFile.open(dir, "journal", 1 << 20);
        Journal journal = Journal.open(file, learning(untaught()), 10);
        file.close();

        journal.offer(served(HELLO, 1));
        journal.offer(served(HELLO, 2));
        journal.close();

        assertThat(journal.unwritten()).isEqualTo(2);
        assertThat(journal.learned().sequence()).isEqualTo(2);
    }

    @Test
    void learnsOnWhereTheEstimatorCannot() {
        Journal journal =
                Journal.open(
                        JournalFile.open(dir, "journal", 1 << 20), learning(new Failing()), 10);

        journal.offer(served(HELLO, 1));
        journal.offer(served(HELLO, 2));
        journal.close();

        assertThat(journal.learned().sequence()).isEqualTo(2);
        assertThat(journal.unwritten()).isZero();
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        Path inner = dir.resolve("made");
        JournalFile.open(inner, "journal", 1 << 20).close();

        assertThat(Files.getPosixFilePermissions(inner))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(inner.resolve("journal.jsonl")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void holdsNoWordOfThePrompt() throws IOException {
        session(served(request("xyzzy plugh"), 50));

        assertThat(Files.readString(file())).isNotEmpty().doesNotContain("xyzzy", "plugh");
    }

    /// Opens the journal, offers these, closes it, and tells what it knew at the end.
    private Learned session(JournalEntry... entries) {
        Journal journal = open();
        List.of(entries).forEach(journal::offer);
        journal.close();
        return journal.learned();
    }

    private Journal open() {
        return Journal.open(JournalFile.open(dir, "journal", 1 << 20), learning(untaught()), 1_000);
    }

    private Learning learning(Estimator untaught) {
        return Learning.open(
                new CheckpointFile(dir, "estimator"),
                new EstimatorSource(
                        "learning",
                        untaught,
                        saved -> LearningEstimator.load(saved, QualityModel.UNKNOWN)));
    }

    private byte[] state() throws IOException {
        return Files.readAllBytes(dir.resolve("estimator.checkpoint"));
    }

    private static DecisionRecord[] answers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> served(HELLO, 50 + i % 7))
                .toArray(DecisionRecord[]::new);
    }

    private static Estimate estimate(Learned learned) {
        return learned.estimator().estimate(new Extraction().of(HELLO), edge(), 0);
    }

    private Path file() {
        return dir.resolve("journal.jsonl");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file()).stream().filter(line -> !line.isBlank()).toList();
    }

    /// As after a crash before any checkpoint.
    private void cut(int bytes) throws IOException {
        Files.deleteIfExists(dir.resolve("estimator.checkpoint"));
        try (var channel = Files.newByteChannel(file(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        }
    }

    private static class Failing implements Estimator {

        @Override
        public Estimate estimate(Features features, Candidate candidate, long nowNanos) {
            return Samples.ESTIMATE;
        }

        @Override
        public List<Explanation> explain(Features features, Candidate candidate, long nowNanos) {
            return List.of();
        }

        @Override
        public Estimator learn(Observation observation) {
            throw new IllegalStateException("too much");
        }
    }

    private static final class Blocking extends Failing {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch leave = new CountDownLatch(1);

        @Override
        public Estimator learn(Observation observation) {
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return this;
        }
    }
}
