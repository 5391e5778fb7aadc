package dev.fogline.router.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.router.ledger.Entry.Amount;
import dev.fogline.router.ledger.Entry.Attempted;
import dev.fogline.router.ledger.Entry.EnergySource;
import dev.fogline.router.ledger.Entry.Intent;
import dev.fogline.router.ledger.Entry.Settlement;
import dev.fogline.spi.answer.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LinesTest {

    private static final Attempted ATTEMPTED =
            new Attempted(
                    "r-1",
                    "q",
                    "d",
                    "alice \"the\" first\n",
                    "cloud",
                    "größte",
                    true,
                    Instant.ofEpochMilli(1_700_000_000_123L));
    private static final Amount AMOUNT =
            new Amount(
                    new Usage(100, 90, 7, 20, 5, Usage.Origin.COUNTED),
                    30_027_000,
                    0.1,
                    EnergySource.ASSUMED);
    private static final Settlement SETTLEMENT =
            new Settlement(
                    ATTEMPTED, AMOUNT, Ending.CANCELLED, Instant.ofEpochMilli(1_700_000_000_999L));

    @Test
    void aLineIsReadAsItWasWritten() {
        assertThat(Lines.read(line(SETTLEMENT))).hasValue(SETTLEMENT);
        assertThat(Lines.read(line(new Intent(ATTEMPTED, AMOUNT))))
                .hasValue(new Intent(ATTEMPTED, AMOUNT));
    }

    @Test
    void aLineIsOneJsonObjectThatEndsWithItsChecksum() {
        assertThat(new String(Lines.write(SETTLEMENT), StandardCharsets.UTF_8))
                .matches("\\{\"entry\":\"settlement\",[^\\n]*,\"crc\":\"[0-9a-f]{8}\"}\\n");
    }

    @Test
    void noPartOfALineIsALine() {
        byte[] line = line(SETTLEMENT);

        for (int length = 0; length < line.length; length++) {
            assertThat(Lines.read(Arrays.copyOf(line, length))).isEmpty();
            assertThat(Lines.read(Arrays.copyOfRange(line, line.length - length, line.length)))
                    .isEmpty();
        }
    }

    @Test
    void noByteCanBeChangedUnnoticed() {
        byte[] line = line(SETTLEMENT);

        for (int i = 0; i < line.length; i++) {
            byte[] changed = line.clone();
            changed[i] ^= 1;
            assertThat(Lines.read(changed)).as("byte " + i).isEmpty();
        }
    }

    private static byte[] line(Entry entry) {
        byte[] written = Lines.write(entry);
        return Arrays.copyOf(written, written.length - 1);
    }
}
