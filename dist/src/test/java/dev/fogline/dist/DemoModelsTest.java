package dev.fogline.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// A retrained model has other weights and other accuracy: what is measured holds for these files.
class DemoModelsTest {

    private static final Path WEIGHTS = Path.of("demo-models", "weights");

    @Test
    void weightsAreThoseThatWereMeasured() throws Exception {
        List<String> sums = Files.readAllLines(WEIGHTS.resolve("SHA256SUMS"));

        assertThat(sums)
                .hasSize(3)
                .allSatisfy(
                        line -> {
                            String[] sumAndName = line.split(" +", 2);
                            assertThat(sha256(WEIGHTS.resolve(sumAndName[1])))
                                    .isEqualTo(sumAndName[0]);
                        });
    }

    @Test
    void questionsAreThoseTheWeightsWereMeasuredOn() throws IOException {
        assertThat(lines("test.jsonl")).isEqualTo(1513);
        assertThat(lines("calibration.jsonl")).isEqualTo(1509);
        assertThat(lines("offtopic.jsonl")).isEqualTo(119);
        assertThat(lines("test-more.jsonl")).isEqualTo(1619);
    }

    /// Letter case, blanks and the end of a sentence make no other question.
    @Test
    void noQuestionIsInTwoSets() throws IOException {
        var seen = new HashSet<String>();
        for (String file : List.of("calibration.jsonl", "test.jsonl", "test-more.jsonl")) {
            var here = new HashSet<String>();
            for (String line : read(file)) {
                String prompt = line.replaceAll(".*\"prompt\": \"(.*?)\", \"answer\".*", "$1");
                here.add(prompt.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+*/=]", ""));
            }
            assertThat(seen).doesNotContainAnyElementsOf(here);
            seen.addAll(here);
        }
        assertThat(seen).hasSizeGreaterThan(4_500);
    }

    private static int lines(String file) throws IOException {
        return read(file).size();
    }

    private static List<String> read(String file) throws IOException {
        return Files.readAllLines(Path.of("demo-models", "questions", file));
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        byte[] bytes = Files.readAllBytes(file);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
