package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private static final Checkpoint CHECKPOINT =
            new Checkpoint(1L << 40, "learning", new byte[] {1, 2, 3, 0, -1});

    @Test
    void comesBackAsItWas() {
        assertThat(Checkpoint.of(CHECKPOINT.bytes())).contains(CHECKPOINT);
    }

    @Test
    void noPartOfItIsTakenForTheWhole() {
        byte[] bytes = CHECKPOINT.bytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(Checkpoint.of(Arrays.copyOf(bytes, length))).isEmpty();
        }
    }

    @Test
    void oneWrongBitIsSeen() {
        byte[] bytes = CHECKPOINT.bytes();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(Checkpoint.of(damaged)).isEmpty();
        }
    }

    @Test
    void nothingIsNoCheckpoint() {
        assertThat(Checkpoint.of(new byte[0])).isEmpty();
        assertThat(Checkpoint.of(new byte[100])).isEmpty();
    }
}
