package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.cost.QualityHead;
import dev.fogline.cost.QualityModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        var head =
                new QualityHead(0.1, -1.0 / 3, new int[] {0, 262_143}, new float[] {0.1f, -1e-9f});

        QualityFile.write(file, new QualityModel(Map.of("small", head)), "a note");
        QualityHead read = QualityFile.read(file).heads().get("small");

        assertThat(read.base()).isEqualTo(0.1);
        assertThat(read.bias()).isEqualTo(-1.0 / 3);
        assertThat(read.buckets()).containsExactly(0, 262_143);
        assertThat(read.weights()).containsExactly(0.1f, -1e-9f);
        assertThat(Files.readString(file))
                .startsWith(
                        "{\"format\":1,\"note\":\"a note\",\"heads\":{\"small\":{\"base\":0.1,");
    }

    @Test
    void equalModelsMakeEqualFiles() throws IOException {
        var head = new QualityHead(0.5, 0, new int[0], new float[0]);
        QualityFile.write(file, new QualityModel(Map.of("a", head, "b", head)), "");
        String first = Files.readString(file);

        QualityFile.write(file, new QualityModel(Map.of("b", head, "a", head)), "");

        assertThat(Files.readString(file)).isEqualTo(first);
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
                "``                                    | is not a quality prior of format 1",
                "{}                                    | is not a quality prior of format 1",
                "{\"format\":2,\"heads\":{}}           | is not a quality prior of format 1",
                "{\"format\":1                         | cannot read the quality prior",
                "{\"format\":1}                        | cannot read the quality prior",
                "{\"format\":1,\"heads\":{\"m\":{}}}   | cannot read the quality prior",
                "{\"format\":1,\"heads\":{\"m\":{\"base\":2,\"bias\":0,\"buckets\":[],\"weights\":[]}}}"
                        + " | base 2.0 not in [0, 1]",
                "{\"format\":1,\"heads\":{\"m\":{\"base\":1,\"bias\":0,\"buckets\":[1],\"weights\":[]}}}"
                        + " | 1 buckets for 0 weights",
                "{\"format\":1,\"heads\":{\"m\":{\"base\":1,\"bias\":0,\"buckets\":[2,1],\"weights\":[0,0]}}}"
                        + " | buckets do not ascend",
                "{\"format\":1,\"heads\":{\"m\":{\"base\":1,\"bias\":0,\"buckets\":[1],\"weights\":[1e99]}}}"
                        + " | a weight is not finite"
            })
    void refusesAFileItDidNotWrite(String text, String problem) throws IOException {
        Files.writeString(file, text);

        assertThatThrownBy(() -> QualityFile.read(file))
                .isInstanceOf(RouterException.class)
                .hasMessageContaining(problem);
    }
}
