package dev.fogline.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.door.CliRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two days: alice's three attempts and bob's one, of which two are in the cloud.
class LedgerCommandTest {

    @TempDir private Path state;

    @BeforeEach
    void twoDays() throws IOException {
        Path ledger = Files.createDirectories(state.resolve("ledger"));
        Files.writeString(
                ledger.resolve("2026-11-24.jsonl"),
                intent("r-1", "alice")
                        + cloud("r-1", "alice", "served", "counted", 870_000)
                        + device("r-2", "served"));
        Files.writeString(
                ledger.resolve("2026-11-25.jsonl"),
                intent("r-3", "bob")
                        + cloud("r-3", "bob", "unknown", "estimated", 2_235_000)
                        + device("r-4", "cancelled")
                        + intent("r-5", "alice"));
    }

    @Test
    void sumsUpByWhatIsAskedFor() {
        CliRun run = run("--by", "tenant,backend");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "tenant               backend               attempts       prompt       cached       output             usd       joules estimated  failed cancelled unknown",
                        "alice                cloud                        1         1000          900           20     0.000870000         60.0     0.000       0         0       0",
                        "alice                edge                         2         2000            0           40     0.000000000         60.0     0.000       0         1       0",
                        "bob                  cloud                        1         1000          900           20     0.002235000         60.0     1.000       0         0       1",
                        "all                                               4         4000         1800           80     0.003105000        180.0     0.250       0         1       1",
                        "1 attempts have not ended, 0.002235000 USD by their estimates; they are not in the table");
    }

    @Test
    void jsonHasALineForEachRowAndTheSumLast() {
        CliRun run = run("--by", "day", "--json");

        assertThat(run.out().lines())
                .containsExactly(
                        "{\"day\":\"2026-11-24\",\"attempts\":2,\"prompt_tokens\":2000,\"cached_prompt_tokens\":900,\"output_tokens\":40,\"usd\":0.000870000,\"joules\":90.0,\"estimated_share\":0.000,\"failed\":0,\"cancelled\":0,\"unknown\":0}",
                        "{\"day\":\"2026-11-25\",\"attempts\":2,\"prompt_tokens\":2000,\"cached_prompt_tokens\":900,\"output_tokens\":40,\"usd\":0.002235000,\"joules\":90.0,\"estimated_share\":0.500,\"failed\":0,\"cancelled\":1,\"unknown\":1}",
                        "{\"rows\":2,\"attempts\":4,\"prompt_tokens\":4000,\"cached_prompt_tokens\":1800,\"output_tokens\":80,\"usd\":0.003105000,\"joules\":180.0,\"estimated_share\":0.250,\"failed\":0,\"cancelled\":1,\"unknown\":1,\"open\":1,\"open_usd\":0.002235000,\"damaged_lines\":0}");
    }

    @Test
    void daysCanBeChosen() {
        assertThat(run("--from", "2026-11-25", "--json").out()).contains("\"attempts\":2");
        assertThat(run("--to", "2026-11-23").out())
                .isEqualTo("the ledger in " + state + " holds no attempt of these days\n");
    }

    @Test
    void saysThatALedgerIsEmpty() throws IOException {
        Path fresh = Files.createDirectories(state.resolve("fresh"));

        CliRun run = CliRun.of(new Main(), "ledger", "--data", fresh.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .isEqualTo("the ledger in " + fresh + " holds no attempt of these days\n");
    }

    @Test
    void saysThatThereIsNoState() {
        CliRun run = CliRun.of(new Main(), "ledger", "--data", "/no/such/state");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "fogline: there is no node's state in /no/such/state;"
                                + " --data DIR names another place\n");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThat(run("--by", "moon").code()).isEqualTo(2);
        assertThat(run("--by", "moon").err())
                .contains("'moon' is none of tenant, model, day, backend");
        assertThat(run("--from", "yesterday").code()).isEqualTo(2);
        assertThat(run("--from", "2026-11-25", "--to", "2026-11-24").err())
                .startsWith("fogline: --from 2026-11-25 is after --to 2026-11-24");
    }

    @Test
    void countsDamagedLines() throws IOException {
        Path file = state.resolve("ledger/2026-11-24.jsonl");
        Files.writeString(file, Files.readString(file).replace("870000", "970000"));

        assertThat(run("--by", "day").out()).contains("1 damaged lines were not counted");
    }

    private CliRun run(String... arguments) {
        var all = new ArrayList<>(List.of("ledger", "--data", state.toString()));
        all.addAll(List.of(arguments));
        return CliRun.of(new Main(), all.toArray(String[]::new));
    }

    private static String intent(String id, String tenant) {
        return line("intent", "", id, tenant, "cloud", "estimated", 2_235_000, 0, 60);
    }

    private static String cloud(
            String id, String tenant, String ending, String tokens, long nanoUsd) {
        return line("settlement", ending, id, tenant, "cloud", tokens, nanoUsd, 900, 60);
    }

    private static String device(String id, String ending) {
        return line("settlement", ending, id, "alice", "edge", "counted", 0, 0, 30);
    }

    /// As the ledger writes it, but by hand.
    private static String line(
            String entry,
            String ending,
            String id,
            String tenant,
            String backend,
            String tokens,
            long nanoUsd,
            int cached,
            int joules) {
        String body =
                "{\"entry\":\"%s\"%s,\"attempt\":\"%s\",\"request\":\"q\",\"decision\":\"q\",\"tenant\":\"%s\",\"backend\":\"%s\",\"model\":\"m\",\"paid\":%s,\"started_millis\":%d,\"prompt_tokens\":1000,\"cached_prompt_tokens\":%d,\"output_tokens\":20,\"reasoning_tokens\":0,\"tokens\":\"%s\",\"nano_usd\":%d,\"joules\":%d.0,\"energy\":\"assumed\""
                        .formatted(
                                entry,
                                ending.isEmpty()
                                        ? ""
                                        : ",\"ending\":\"" + ending + "\",\"ended_millis\":0",
                                id,
                                tenant,
                                backend,
                                backend.equals("cloud"),
                                Instant.parse(
                                                id.compareTo("r-3") < 0
                                                        ? "2026-11-24T10:00:00Z"
                                                        : "2026-11-25T10:00:00Z")
                                        .toEpochMilli(),
                                cached,
                                tokens,
                                nanoUsd,
                                joules);
        var crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return body + ",\"crc\":\"" + HexFormat.of().toHexDigits(crc.getValue(), 8) + "\"}\n";
    }
}
