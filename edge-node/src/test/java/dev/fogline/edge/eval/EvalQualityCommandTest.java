package dev.fogline.edge.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CliRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The weak model knows rivers and cannot add; the strong one can both.
class EvalQualityCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String[] NAMES = {"anna", "bert", "cleo", "dora", "emil", "fred"};

    @TempDir private Path dir;

    @Test
    void sendsTheStrongModelWhatTheWeakOneCannot() throws IOException {
        CliRun run =
                eval(
                        write("train.jsonl", lines(0, 120, "train")),
                        write("test.jsonl", lines(120, 80, "")),
                        "--json");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode found = MAPPER.readTree(run.out());
        // half of the prompts have all the gain: (0.5 * 0.5 + 0.5 * 1)
        assertThat(found.path("apgr").asDouble()).isEqualTo(0.75);
        assertThat(found.path("cpt50").asDouble()).isEqualTo(0.25);
        assertThat(found.path("auc_weak").asDouble()).isEqualTo(1);
        assertThat(found.path("rows").asInt()).isEqualTo(80);
        assertThat(found.path("train_rows").asInt()).isEqualTo(120);
        assertThat(found.path("dropped_rows").asInt()).isZero();
        assertThat(found.path("split").asText()).isEqualTo("two files");
        assertThat(found.path("oracle").path("apgr").asDouble()).isEqualTo(0.75);
        assertThat(found.path("random").path("apgr").asDouble()).isBetween(0.4, 0.6);
        assertThat(found.path("always_weak").path("quality").asDouble()).isEqualTo(0.5);
        assertThat(found.path("always_strong").path("quality").asDouble()).isEqualTo(1);
        assertThat(found.path("hashed_micros_p99").asDouble()).isPositive();
        assertThat(found.path("decide_micros_p99").asDouble()).isPositive();
        assertThat(found.path("unfamiliar_share").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void aNameMayBeCutShortWhileItMeansOneField() throws IOException {
        String file = write("both.jsonl", lines(0, 60, "train") + lines(60, 40, "dev"));

        CliRun run =
                CliRun.of(
                        new EvalCommand(),
                        "quality",
                        "--train",
                        file,
                        "--test",
                        file,
                        "--weak",
                        "scores.sm",
                        "--strong",
                        "scores.l",
                        "--json");
        CliRun ambiguous =
                CliRun.of(
                        new EvalCommand(),
                        "quality",
                        "--train",
                        file,
                        "--test",
                        file,
                        "--weak",
                        "scores.",
                        "--strong",
                        "scores.l");

        assertThat(MAPPER.readTree(run.out()).path("rows").asInt()).isEqualTo(40);
        assertThat(ambiguous.code()).isNotZero();
        assertThat(ambiguous.err()).contains("line 1: '' may mean small, large");
    }

    @Test
    void oneFileIsSplitAsItSays() throws IOException {
        String file = write("both.jsonl", lines(0, 60, "train") + lines(60, 40, "dev"));

        JsonNode found = MAPPER.readTree(eval(file, file, "--json").out());

        assertThat(found.path("train_rows").asInt()).isEqualTo(60);
        assertThat(found.path("rows").asInt()).isEqualTo(40);
        assertThat(found.path("split").asText()).isEqualTo("train and dev of one file");
    }

    @Test
    void neverLearnsFromWhatIsJudgedOn() throws IOException {
        String shouted = lines(0, 10, "").replace("what is", "WHAT  is");

        JsonNode found =
                MAPPER.readTree(
                        eval(
                                        write("train.jsonl", lines(0, 100, "")),
                                        write("test.jsonl", shouted + lines(200, 10, "")),
                                        "--json")
                                .out());

        assertThat(found.path("dropped_rows").asInt()).isEqualTo(10);
        assertThat(found.path("train_rows").asInt()).isEqualTo(90);
    }

    @Test
    void readsGzipAndFieldsWithDots() throws IOException {
        String text = lines(0, 40, "").replace("\"small\"", "\"small-0.3\"");
        Path packed = dir.resolve("packed");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        CliRun run =
                CliRun.of(
                        new EvalCommand(),
                        "quality",
                        "--train",
                        packed.toString(),
                        "--test",
                        write("test.jsonl", text),
                        "--weak",
                        "scores.small-0.3",
                        "--strong",
                        "scores.large",
                        "--labels",
                        "20");

        // everything is judged on, so nothing is left to learn from
        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("0 graded prompts are too few to fit");
    }

    @Test
    void namesTheLineWithoutAGrade() throws IOException {
        String file = write("bad.jsonl", lines(0, 1, "") + "\n{\"prompt\":\"x\",\"scores\":{}}\n");

        CliRun run = eval(file, file);

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("bad.jsonl, line 3: no field 'small'; there are ");
    }

    @Test
    void refusesAPairThatHasNothingToGain() throws IOException {
        CliRun run =
                CliRun.of(
                        new EvalCommand(),
                        "quality",
                        "--train",
                        write("a.jsonl", lines(0, 40, "")),
                        "--test",
                        write("b.jsonl", lines(40, 40, "")),
                        "--weak",
                        "scores.large",
                        "--strong",
                        "scores.small");

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("the strong model is not better than the weak one");
    }

    @Test
    void printsATable() throws IOException {
        CliRun run =
                eval(
                        write("train.jsonl", lines(0, 60, "")),
                        write("test.jsonl", lines(60, 40, "")));

        assertThat(run.out())
                .startsWith(
                        "Learnt from 60 prompts (0 more are judged on), judged on 40; two files.")
                .contains("fogline  0.750", "oracle   0.750", "always weak 0.500");
    }

    private static CliRun eval(String train, String test, String... more) {
        String[] all = {
            "quality",
            "--train",
            train,
            "--test",
            test,
            "--weak",
            "scores.small",
            "--strong",
            "scores.large"
        };
        return CliRun.of(
                new EvalCommand(),
                Stream.concat(Arrays.stream(all), Arrays.stream(more)).toArray(String[]::new));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text).toString();
    }

    private static String lines(int from, int count, String split) {
        var lines = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            boolean river = i % 2 == 0;
            String who = NAMES[i % 6] + " " + NAMES[i / 6 % 6] + " " + word(i);
            lines.append(
                    """
                    {"prompt": "%s", "scores": {"small": %d, "large": 1}, "split": "%s"}
                    """
                            .formatted(
                                    river
                                            ? "which river flows past " + who
                                            : "what is the sum that " + who + " owes",
                                    river ? 1 : 0,
                                    split));
        }
        return lines.toString();
    }

    /// A word of its own for each number.
    private static String word(int number) {
        return "" + (char) ('a' + number % 26) + (char) ('a' + number / 26) + "zq";
    }
}
