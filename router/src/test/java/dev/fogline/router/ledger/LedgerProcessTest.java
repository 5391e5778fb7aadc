package dev.fogline.router.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.module.ResolvedModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills a real process, which writes with many threads, in the middle of its work.
@Timeout(60)
class LedgerProcessTest {

    private static final int KILLS = 10;
    private static final int MOST_LINES_SEEN = 1_500;

    @TempDir private Path data;

    @Test
    void whatWasSettledBeforeAKillIsThereExactlyOnce() throws Exception {
        var random = new Random(25);
        var printed = new HashSet<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            printed.addAll(killAfter(1 + random.nextInt(MOST_LINES_SEEN), "run" + kill));
        }

        Ledger.open(data, false, 10, InstantSource.system(), "last").close();

        Map<String, Integer> served = settlements(Ending.SERVED);
        assertThat(printed).hasSizeGreaterThan(KILLS);
        assertThat(served.keySet()).containsAll(printed);
        assertThat(served.values()).containsOnly(1);
        assertThat(settlements(Ending.UNKNOWN).keySet()).doesNotContainAnyElementsOf(printed);
        assertThat(intents()).isEqualTo(all(served, settlements(Ending.UNKNOWN)));
    }

    /// @return every id that came out, those printed between the last line seen and the kill too
    private Set<String> killAfter(int lines, String run) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath(),
                                KilledWriter.class.getName(),
                                data.toString(),
                                run)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var ids = new HashSet<String>();
        try (var out =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String id = out.readLine(); id != null; id = out.readLine()) {
                if (id.endsWith(KilledWriter.WHOLE)) {
                    ids.add(id.substring(0, id.length() - KilledWriter.WHOLE.length()));
                }
                if (ids.size() == lines) {
                    process.toHandle()
                            .destroyForcibly(); // SIGKILL; leaves the pipe to be read to its end
                }
            }
        }
        return ids;
    }

    /// The modules of this process, from a class path, and these tests.
    private static String classPath() {
        Module module = Ledger.class.getModule();
        if (!module.isNamed()) {
            return System.getProperty("java.class.path");
        }
        return Stream.concat(
                        Stream.of(Path.of("target", "test-classes")),
                        module.getLayer().configuration().modules().stream()
                                .map(ResolvedModule::reference)
                                .flatMap(reference -> reference.location().stream())
                                .filter(location -> location.getScheme().equals("file"))
                                .map(Path::of))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Set<String> intents() throws IOException {
        var ids = new HashSet<String>();
        read(
                entry -> {
                    if (entry instanceof Entry.Intent intent) {
                        ids.add(intent.attempted().id());
                    }
                });
        return ids;
    }

    private Map<String, Integer> settlements(Ending ending) throws IOException {
        var ids = new HashMap<String, Integer>();
        read(
                entry -> {
                    if (entry instanceof Entry.Settlement settlement
                            && settlement.ending() == ending) {
                        ids.merge(settlement.attempted().id(), 1, Integer::sum);
                    }
                });
        return ids;
    }

    private void read(Consumer<Entry> each) throws IOException {
        Folder folder = Folder.below(data);
        for (LocalDate day : folder.days()) {
            assertThat(folder.read(day, each)).isZero();
        }
    }

    private static Set<String> all(Map<String, Integer> some, Map<String, Integer> others) {
        var all = new HashSet<>(some.keySet());
        all.addAll(others.keySet());
        return all;
    }
}
