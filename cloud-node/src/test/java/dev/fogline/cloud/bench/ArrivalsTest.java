package dev.fogline.cloud.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalsTest {

    @Test
    void equalSeedsGiveEqualArrivals() {
        assertThat(Arrivals.bursty().some(100, 5)).isEqualTo(Arrivals.bursty().some(100, 5));
        assertThat(Arrivals.bursty().some(100, 5)).isNotEqualTo(Arrivals.bursty().some(100, 6));
    }

    @Test
    void ourOwnLoadIsAsBurstyAsItSays() {
        List<Arrival> many = Arrivals.bursty().some(400_000, 1);
        double[] apart =
                IntStream.range(1, many.size())
                        .mapToDouble(i -> many.get(i).atSeconds() - many.get(i - 1).atSeconds())
                        .toArray();
        double mean =
                IntStream.range(0, apart.length).mapToDouble(i -> apart[i]).average().orElse(0);
        double variance =
                IntStream.range(0, apart.length)
                        .mapToDouble(i -> (apart[i] - mean) * (apart[i] - mean))
                        .average()
                        .orElse(0);

        assertThat(Math.sqrt(variance) / mean).isCloseTo(13, within(1.0));
    }

    @Test
    void arrivalsAreStretchedToTheRate() {
        List<Arrival> stretched = Arrivals.atRate(Arrivals.bursty().some(50, 1), 4);

        assertThat(stretched.getLast().atSeconds()).isCloseTo(50 / 4.0, within(1e-9));
    }

    @Test
    void readsAPieceOfATrace(@TempDir Path dir) throws Exception {
        Path csv =
                Files.writeString(
                        dir.resolve("trace.csv"),
                        """
                        TIMESTAMP,ContextTokens,GeneratedTokens
                        2023-11-16 18:15:46.5000000,374,44
                        2023-11-16 18:15:50.0000000,396,109
                        """);

        List<Arrival> all = Arrivals.of(csv).some(2, 1);

        assertThat(all).extracting(Arrival::promptTokens).containsExactly(374, 396);
        assertThat(all).extracting(Arrival::outputTokens).containsExactly(44, 109);
        assertThat(all.get(1).atSeconds() - all.get(0).atSeconds()).isCloseTo(3.5, within(1e-6));
    }

    @Test
    void aLineThatIsNoneIsNamed(@TempDir Path dir) throws Exception {
        Path csv = Files.writeString(dir.resolve("trace.csv"), "TIMESTAMP,a,b\nyesterday,1,2\n");

        assertThatThrownBy(() -> Arrivals.of(csv))
                .hasMessage(csv + ", line 2: not a time and two numbers of tokens");
    }
}
