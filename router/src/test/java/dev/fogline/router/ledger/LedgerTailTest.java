package dev.fogline.router.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.router.ledger.Entry.Amount;
import dev.fogline.router.ledger.Entry.Attempted;
import dev.fogline.router.ledger.Entry.EnergySource;
import dev.fogline.router.ledger.Entry.Intent;
import dev.fogline.router.ledger.Entry.Settlement;
import dev.fogline.spi.answer.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTailTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);
    private static final int MUCH = 1 << 20;

    @TempDir Path data;

    private LedgerTail tail;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(data.resolve("ledger"));
        tail = new LedgerTail(data);
    }

    @Test
    void aNodeWithoutALedgerHasNoDays() throws IOException {
        assertThat(new LedgerTail(data.resolve("nowhere")).days()).isEmpty();
        assertThat(tail.read(DAY, 0, MUCH)).isEqualTo(new LedgerTail.Part(List.of(), 0));
    }

    @Test
    void readsOnFromWhereItEnded() throws IOException {
        write(line(intent("r-1")), line(settlement("r-1")), line(settlement("r-2")));
        LedgerTail.Part first = tail.read(DAY, 0, MUCH);
        append(line(settlement("r-3")));

        LedgerTail.Part second = tail.read(DAY, first.endBytes(), MUCH);

        assertThat(ids(first)).containsExactly("r-1", "r-2");
        assertThat(ids(second)).containsExactly("r-3");
        assertThat(second.endBytes()).isEqualTo(tail.days().get(DAY));
    }

    @Test
    void aLineThatIsJustBeingWrittenIsReadWhenItIsWhole() throws IOException {
        byte[] whole = line(settlement("r-1"));
        byte[] half =
                new String(whole, StandardCharsets.UTF_8)
                        .substring(0, 40)
                        .getBytes(StandardCharsets.UTF_8);
        write(line(settlement("r-0")), half);
        LedgerTail.Part before = tail.read(DAY, 0, MUCH);
        write(line(settlement("r-0")), whole);

        assertThat(ids(before)).containsExactly("r-0");
        assertThat(ids(tail.read(DAY, before.endBytes(), MUCH))).containsExactly("r-1");
    }

    @Test
    void aFileThatWasTakenBackIsReadOnceMore() throws IOException {
        write(line(settlement("r-1")), line(settlement("r-2")));
        long end = tail.read(DAY, 0, MUCH).endBytes();
        write(
                line(settlement("r-1")),
                line(intent("r-4")),
                line(settlement("r-3")),
                line(settlement("r-5")));

        assertThat(ids(tail.read(DAY, end + 1, MUCH))).containsExactly("r-1", "r-3", "r-5");
        assertThat(ids(tail.read(DAY, 1 << 20, MUCH))).containsExactly("r-1", "r-3", "r-5");
    }

    @Test
    void aDamagedLineCostsItselfAlone() throws IOException {
        byte[] damaged = line(settlement("r-1"));
        damaged[20] ^= 1;
        write(damaged, line(settlement("r-2")));

        assertThat(ids(tail.read(DAY, 0, MUCH))).containsExactly("r-2");
    }

    @Test
    void inPiecesOfAnySizeItReadsEveryLineOnce() throws IOException {
        var lines = new ByteArrayOutputStream();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            lines.writeBytes(line(intent("r-" + i)));
            lines.writeBytes(line(settlement("r-" + i)));
            expected.add("r-" + i);
        }
        write(lines.toByteArray());
        for (int most : new int[] {600, 1_000, 4_097}) {
            var read = new ArrayList<String>();
            long at = 0;
            while (at < lines.size()) {
                LedgerTail.Part part = tail.read(DAY, at, most);
                assertThat(part.endBytes()).isGreaterThan(at);
                read.addAll(ids(part));
                at = part.endBytes();
            }
            assertThat(read).as("%s bytes", most).isEqualTo(expected);
        }
    }

    private void write(byte[]... lines) throws IOException {
        Files.deleteIfExists(file());
        append(lines);
    }

    private void append(byte[]... lines) throws IOException {
        var all = new ByteArrayOutputStream();
        if (Files.exists(file())) {
            all.writeBytes(Files.readAllBytes(file()));
        }
        for (byte[] line : lines) {
            all.writeBytes(line);
        }
        Files.write(file(), all.toByteArray());
    }

    private Path file() {
        return data.resolve("ledger").resolve(DAY + ".jsonl");
    }

    private static byte[] line(Entry entry) {
        return Lines.write(entry);
    }

    private static Entry intent(String id) {
        return new Intent(attempted(id), amount());
    }

    private static Entry settlement(String id) {
        return new Settlement(attempted(id), amount(), Ending.SERVED, Instant.ofEpochSecond(5));
    }

    private static Attempted attempted(String id) {
        return new Attempted(
                id, "q", "q", "alice", "cloud", "large", true, Instant.ofEpochSecond(3));
    }

    private static Amount amount() {
        return new Amount(Usage.counted(7, 3), 42, 0.5, EnergySource.ASSUMED);
    }

    private static List<String> ids(LedgerTail.Part part) {
        return part.settled().stream().map(one -> one.attempted().id()).toList();
    }
}
