package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.cost.cascade.DraftModel;
import dev.fogline.cost.cascade.DraftStage;
import dev.fogline.cost.cascade.Forecast;
import dev.fogline.cost.cascade.LearntDrafts;
import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.cost.quality.QualityModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityFileTest {

    @TempDir private Path dir;
    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("quality.json");
    }

    @Test
    void readsWhatItWroteToTheLastBit() throws IOException {
        QualityModel model = fitted();

        QualityFile.write(file, model, "a note");
        QualityModel read = QualityFile.read(file);

        assertThat(read.models()).containsExactly("large", "small");
        assertThat(read.base("small")).isEqualTo(0.5);
        for (String text : List.of("sum 1 and 2", "name a river", "something else", "")) {
            for (String name : read.models()) {
                assertThat(read.judge(TermHashing.of(text), name, 0))
                        .isEqualTo(model.judge(TermHashing.of(text), name, 0));
            }
        }
        assertThat(Files.readString(file))
                .startsWith(
                        "{\"format\":2,\"note\":\"a note\",\"accuracy\":{\"large\":1.0,\"small\":0.5},\"fit\":\"");
    }

    @Test
    void readsTheDraftsThatItWrote() throws IOException {
        var forecast = new Forecast(0.1, 0.9, List.of(-1.0, 0.5, 2.0));
        List<Double> weights = IntStream.range(0, 19).mapToObj(i -> i / 3.0).toList();
        var model =
                new DraftModel(
                        List.of(
                                new DraftStage(8, weights, forecast),
                                new DraftStage(DraftStage.END, weights, forecast)),
                        forecast,
                        new DraftModel.Spans(0.4, 0.7));
        var drafts = List.of(new LearntDrafts("small", "0a1b", model));

        QualityFile.write(file, fitted(), drafts, "a note");

        assertThat(QualityFile.drafts(file)).isEqualTo(drafts);
        assertThat(QualityFile.read(file).models()).containsExactly("large", "small");
    }

    @Test
    void aFileWithoutDraftsHasNone() throws IOException {
        QualityFile.write(file, fitted(), "a note");

        assertThat(QualityFile.drafts(file)).isEmpty();
    }

    @Test
    void draftsThatWereTamperedWithAreRefused() throws IOException {
        Files.writeString(
                file,
                "{\"format\":2,\"drafts\":[{\"format\":1,\"model\":\"small\"}],\"fit\":\"\"}");

        assertThatThrownBy(() -> QualityFile.drafts(file))
                .isInstanceOf(RouterException.class)
                .hasMessageStartingWith("cannot read the drafts in " + file);
    }

    @Test
    void equalModelsMakeEqualFiles() throws IOException {
        QualityFile.write(file, fitted(), "");
        String first = Files.readString(file);

        QualityFile.write(file, fitted(), "");

        assertThat(Files.readString(file)).isEqualTo(first);
    }

    @Test
    void refusesAFitThatWasChanged() throws IOException {
        QualityFile.write(file, fitted(), "");
        String text = Files.readString(file);
        int at = text.length() / 2;
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        Files.writeString(file, text.substring(0, at) + other + text.substring(at + 1));

        assertThatThrownBy(() -> QualityFile.read(file))
                .isInstanceOf(RouterException.class)
                .hasMessageStartingWith("cannot read the quality prior");
    }

    /// The small model names rivers well and cannot count.
    private static QualityModel fitted() {
        var graded = new ArrayList<Graded>();
        for (int i = 0; i < 40; i++) {
            String text = i % 2 == 0 ? "sum " + i + " and " + 3 * i : "name river number " + i;
            graded.add(new Graded(TermHashing.of(text), Map.of("small", i % 2.0, "large", 1.0)));
        }
        return QualityFit.of(graded).model();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> QualityFile.read(file))
                .isInstanceOf(RouterException.class)
                .hasMessageStartingWith("cannot read the quality prior " + file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                             | is not a quality prior of format 2",
                "{}                             | is not a quality prior of format 2",
                "{\"format\":1,\"heads\":{}}    | make it anew with",
                "{\"format\":2                  | cannot read the quality prior",
                "{\"format\":2}                 | cannot read the quality prior",
                "{\"format\":2,\"fit\":{}}      | its fit is not text",
                "{\"format\":2,\"fit\":\"\"}    | cannot read the quality prior",
                "{\"format\":2,\"fit\":\"AAAA\"}| cannot read the quality prior",
                "{\"format\":2,\"fit\":\"eJwDAAAAAAE=\"} | the bytes end early"
            })
    void refusesAFileItDidNotWrite(String text, String problem) throws IOException {
        Files.writeString(file, text);

        assertThatThrownBy(() -> QualityFile.read(file))
                .isInstanceOf(RouterException.class)
                .hasMessageContaining(problem);
    }
}
