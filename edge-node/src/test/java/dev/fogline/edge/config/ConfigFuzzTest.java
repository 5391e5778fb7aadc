package dev.fogline.edge.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.scripted.ScriptedPlugin;
import dev.fogline.router.Limits;
import dev.fogline.router.Plugins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example files with lines dropped, doubled, swapped or moved in, and bytes changed: each is
/// read, or refused with one line that names the file.
///
/// `-Dfogline.fuzz.rounds=N` for a long run, `-Dfogline.fuzz.seed=N` for another one.
@Tag("slow")
class ConfigFuzzTest {

    private static final int ROUNDS = Integer.getInteger("fogline.fuzz.rounds", 20_000);
    private static final Path EXAMPLES = Path.of("src/main/image/etc");

    private final Random random = new Random(Long.getLong("fogline.fuzz.seed", 1));

    @TempDir Path home;

    @Test
    void everyPolicyFileIsReadOrRefusedWithALine() throws IOException {
        var reader = new PolicyFile(Map.of(), Plugins.load(home), Limits.DEFAULT);

        check(EXAMPLES.resolve("policies.yaml"), text -> reader.read("fuzz.yaml", text));
    }

    @Test
    void everyConfigurationIsReadOrRefusedWithALine() throws IOException {
        ScriptedPlugin.jar(Files.createDirectories(home.resolve("plugins")));
        var reader = new NodeConfigReader(NodeKind.EDGE, Map.of(), home);
        Path file = home.resolve("fuzz.yaml");
        var flags =
                new Overrides(
                        Optional.of(file),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(home),
                        Optional.empty(),
                        Optional.empty());

        check(
                EXAMPLES.resolve("fogline.yaml"),
                text -> {
                    write(file, text);
                    reader.read(flags);
                });
    }

    private void check(Path example, Consumer<String> read) throws IOException {
        // what stands behind a # is configuration too
        String whole = Files.readString(example).replace("  # ", "  ");
        int good = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutated(round % 2 == 0 ? whole : Files.readString(example));
            try {
                read.accept(text);
                good++;
            } catch (ConfigException wrong) {
                assertThat(wrong.getMessage()).as(text).isNotBlank().hasLineCount(1);
                refused++;
            } catch (RuntimeException | StackOverflowError thrown) {
                throw new AssertionError("round " + round + " threw on:\n" + text, thrown);
            }
        }
        assertThat(good).as("files that were still good").isGreaterThan(ROUNDS / 200);
        assertThat(refused).as("files that were not").isGreaterThan(ROUNDS / 20);
    }

    private String mutated(String text) {
        var lines = new ArrayList<>(text.lines().toList());
        for (int i = random.nextInt(4); i > 0; i--) {
            move(lines);
        }
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = odd(bytes);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void move(List<String> lines) {
        int at = random.nextInt(lines.size());
        int to = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(to, lines.get(at));
            case 2 -> lines.set(to, lines.get(at));
            default -> lines.set(at, " ".repeat(random.nextInt(6)) + lines.get(at).strip());
        }
    }

    private byte odd(byte[] bytes) {
        byte[] odd = "{}[]:,#&*!|>'\"%@`-?\t\n\0$0".getBytes(StandardCharsets.UTF_8);
        return random.nextBoolean()
                ? odd[random.nextInt(odd.length)]
                : bytes[random.nextInt(bytes.length)];
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
