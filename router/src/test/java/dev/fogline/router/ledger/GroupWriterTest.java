package dev.fogline.router.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.router.ledger.GroupWriter.Durability;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class GroupWriterTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    @Test
    void aCallerGoesOnWhenItsLineIsWritten() {
        var file = RecordingFile.willing();
        try (var writer = new GroupWriter(day -> file, Durability.WRITTEN, 10)) {
            writer.append(DAY, line("a")).await();

            assertThat(file.steps()).containsExactly("append [a]");
        }
    }

    @Test
    void withFsyncACallerGoesOnAfterTheForce() throws InterruptedException {
        var file = new RecordingFile();
        var seen = new ConcurrentHashMap<String, Object>();
        try (var writer = new GroupWriter(day -> file, Durability.FORCED, 10)) {
            Thread caller =
                    Thread.startVirtualThread(
                            () -> {
                                writer.append(DAY, line("a")).await();
                                seen.put("steps when the caller went on", file.steps());
                            });
            file.awaitStep();
            file.letAppend(1);
            file.awaitStep(); // the force is asked for, and not done
            assertThat(seen).isEmpty();

            file.letForce(1);
            caller.join();

            assertThat(seen.values()).containsExactly(List.of("append [a]", "force"));
        }
    }

    @Test
    void linesThatWaitAreWrittenAndForcedTogether() throws InterruptedException {
        var file = new RecordingFile();
        file.letForce(10);
        try (var writer = new GroupWriter(day -> file, Durability.FORCED, 10)) {
            QueuedLine first = writer.append(DAY, line("a"));
            file.awaitStep(); // the writer is busy with the first
            QueuedLine second = writer.append(DAY, line("b"));
            QueuedLine third = writer.append(DAY, line("c"));
            file.letAppend(2);
            first.await();
            second.await();
            third.await();

            assertThat(file.steps())
                    .containsExactly("append [a]", "force", "append [b, c]", "force");
        }
    }

    @Test
    void aFullQueueBlocksAndDropsNothing() throws InterruptedException {
        var file = new RecordingFile();
        try (var writer = new GroupWriter(day -> file, Durability.WRITTEN, 1)) {
            writer.append(DAY, line("a"));
            file.awaitStep();
            writer.append(DAY, line("b")); // fills the queue
            Thread blocked = Thread.ofPlatform().start(() -> writer.append(DAY, line("c")).await());
            while (blocked.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertThat(file.steps()).isEmpty();

            file.letAppend(10);
            blocked.join();

            assertThat(file.steps()).containsExactly("append [a]", "append [b]", "append [c]");
        }
    }

    @Test
    void aFailureIsToldToEveryCallerOfItsGroupAndTakenBack() {
        var file = RecordingFile.willing();
        file.fail(true);
        try (var writer = new GroupWriter(day -> file, Durability.WRITTEN, 10)) {
            QueuedLine lost = writer.append(DAY, line("a"));
            assertThatThrownBy(lost::await)
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("the ledger cannot be written: No space left on device");
            assertThat(writer.unwritten()).isEqualTo(1);

            file.fail(false);
            writer.append(DAY, line("b")).await();

            assertThat(file.steps()).containsExactly("take back", "append [b]");
        }
    }

    @Test
    void anInterruptIsKeptUntilTheLineIsWritten() throws InterruptedException {
        var file = new RecordingFile();
        var seen = new ConcurrentHashMap<String, Boolean>();
        try (var writer = new GroupWriter(day -> file, Durability.WRITTEN, 10)) {
            Thread caller =
                    Thread.startVirtualThread(
                            () -> {
                                writer.append(DAY, line("a")).await();
                                seen.put("interrupted", Thread.currentThread().isInterrupted());
                            });
            file.awaitStep();
            caller.interrupt();
            file.letAppend(1);
            caller.join();

            assertThat(seen).isEqualTo(Map.of("interrupted", true));
            assertThat(file.steps()).containsExactly("append [a]");
        }
    }

    @Test
    void writesWhatIsQueuedBeforeItCloses() throws InterruptedException {
        var file = new RecordingFile();
        var writer = new GroupWriter(day -> file, Durability.WRITTEN, 10);
        writer.append(DAY, line("a"));
        file.awaitStep();
        writer.append(DAY, line("b"));
        file.letAppend(10);

        writer.close();

        assertThat(file.steps()).containsExactly("append [a]", "append [b]", "close");
        assertThatThrownBy(() -> writer.append(DAY, line("c")))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger is closed");
    }

    @Test
    void keepsTheFilesOfTwoDaysOpen() {
        var files = new ConcurrentHashMap<LocalDate, RecordingFile>();
        try (var writer =
                new GroupWriter(
                        day -> files.computeIfAbsent(day, any -> RecordingFile.willing()),
                        Durability.WRITTEN,
                        10)) {
            writer.append(DAY, line("a")).await();
            writer.append(DAY.plusDays(1), line("b")).await();
            writer.append(DAY, line("c")).await();
            assertThat(files.get(DAY).steps()).containsExactly("append [a]", "append [c]");

            writer.append(DAY.plusDays(2), line("d")).await();

            assertThat(files.get(DAY).steps()).endsWith("close");
        }
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
