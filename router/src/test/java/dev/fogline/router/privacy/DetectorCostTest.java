package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The cost of the worst texts we could think of grows as their length. Compared are two lengths in
/// this thread's own processor time, so that a busy machine does not matter.
class DetectorCostTest {

    private static final int SHORT = 1 << 14;
    private static final int TIMES = 16;

    /// Linear work takes 16 times as long for 16 times the text, quadratic work 256 times.
    private static final double MOST = 64;

    private final Detector detector = Detector.of(EnumSet.allOf(Kind.class));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "1",
                "1 ",
                "1.",
                "12 345-",
                "4111 ",
                "(",
                "@",
                "a@",
                "a.",
                "a@b.",
                "a@b.org ",
                ":",
                "f:",
                "1::",
                "://",
                "://a:b",
                "password:",
                "password: a1",
                "\"'`",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----",
                "eyJ.",
                "eyJabcdefgh.eyJabcdefgh.",
                "sk-",
                "SG.",
                "GB29 ",
                "AB12 ",
                "1 Aa ",
                "Aa ",
                "Mr ",
                "phone 1234567 ",
                "0x",
                "é",
                "\ud83d"
            })
    void theCostGrowsAsTheLength(String piece) {
        String few = piece.repeat(SHORT / piece.length());
        String many = few.repeat(TIMES);
        leastNanos(few);

        double ratio = (double) leastNanos(many) / Math.max(1, leastNanos(few));

        assertThat(ratio).isLessThan(MOST);
    }

    /// Of five trials.
    private long leastNanos(String text) {
        long least = Long.MAX_VALUE;
        for (int trial = 0; trial < 5; trial++) {
            long start = System.nanoTime();
            detector.inspect(List.of(text));
            least = Math.min(least, System.nanoTime() - start);
        }
        return least;
    }
}
