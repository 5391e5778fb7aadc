package dev.fogline.backend.llamacpp.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.machine.Processors.Processor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "8, 7"})
    void whereNothingIsToldTheQuotaCounts(int quota, int computing) {
        assertThat(new Processors(List.of(), quota).computing()).isEqualTo(computing);
    }

    @Test
    void twoThreadsOfACoreCountOnce() {
        List<Processor> eightCores = cores(8, 2, 0);

        assertThat(new Processors(eightCores, 16).computing()).isEqualTo(7);
    }

    @Test
    void aContainersQuotaCountsWhereItIsLess() {
        assertThat(new Processors(cores(64, 2, 0), 4).computing()).isEqualTo(3);
        assertThat(new Processors(cores(64, 2, 0), 1).computing()).isEqualTo(1);
    }

    /// 8 fast cores of two threads at 5.5 GHz, 16 efficient ones at 4.2.
    @Test
    void efficientCoresAreLeftOut() {
        var hybrid =
                Stream.concat(cores(8, 2, 5_500_000).stream(), cores(16, 1, 4_200_000).stream())
                        .toList();

        assertThat(new Processors(hybrid, 32).computing()).isEqualTo(7);
    }

    /// As a phone's: 1 prime, 3 large and 4 small cores.
    @Test
    void middleCoresOfArmStay() {
        var phone =
                Stream.of(cores(1, 1, 1024), cores(3, 1, 870), cores(4, 1, 330))
                        .flatMap(List::stream)
                        .toList();

        assertThat(new Processors(phone, 8).computing()).isEqualTo(3);
    }

    @Test
    void turboBinsDoNotMakeCoresEfficientOnes() {
        var favoured =
                Stream.concat(cores(2, 2, 5_200_000).stream(), cores(6, 2, 4_900_000).stream())
                        .toList();

        assertThat(new Processors(favoured, 16).computing()).isEqualTo(7);
    }

    @Test
    void oneCoreComputesAlone() {
        assertThat(new Processors(cores(1, 2, 0), 2).computing()).isEqualTo(1);
    }

    private static List<Processor> cores(int count, int threads, long speed) {
        return IntStream.range(0, count * threads)
                .mapToObj(i -> new Processor(speed + ":" + i / threads, speed))
                .toList();
    }
}
