package dev.fogline.router;

import static dev.fogline.router.Samples.classed;
import static dev.fogline.router.Samples.request;
import static dev.fogline.router.Samples.served;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.cost.cascade.DraftModels;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonTest {

    private static final InferenceRequest HELLO = request("hello");

    @TempDir private Path dir;

    @Test
    void whatWasLearntFromIsReadInOrder() {
        journal(
                served(HELLO, 50),
                Samples.record(HELLO, new Outcome.Cancelled(List.of())),
                served(classed(HELLO, DataClass.PRIVATE), 55),
                served(HELLO, 60));

        assertThat(Lesson.read(dir))
                .extracting(lesson -> lesson.measured().timings().totalMillis())
                .containsExactly(500.0, 600.0);
    }

    @Test
    void aLessonNamesItsDecision() {
        DecisionRecord entry = served(HELLO, 50);
        journal(entry);

        Lesson lesson = Lesson.read(dir).getFirst();

        assertThat(lesson.id()).isEqualTo(entry.id());
        assertThat(lesson.estimatorSequence()).isEqualTo(entry.decision().estimatorSequence());
    }

    @Test
    void aLineThatIsBeingWrittenIsNone() throws Exception {
        journal(served(HELLO, 50));
        Files.writeString(dir.resolve("journal.jsonl"), "{\"id\":\"7", StandardOpenOption.APPEND);

        assertThat(Lesson.read(dir)).hasSize(1);
    }

    @Test
    void whereNoJournalIsThereAreNone() {
        assertThat(Lesson.read(dir.resolve("nowhere"))).isEmpty();
    }

    private void journal(DecisionRecord... entries) {
        Learning learning =
                Learning.open(
                        new CheckpointFile(dir, "estimator"),
                        EstimatorSource.builtIn(QualityModel.UNKNOWN, Map.of(), DraftModels.NONE));
        try (Journal journal =
                Journal.open(JournalFile.open(dir, Journal.NAME, 1 << 20), learning, 10)) {
            List.of(entries).forEach(journal::offer);
        }
    }
}
