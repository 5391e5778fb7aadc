package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.residency.Keeping;
import dev.fogline.backend.llamacpp.residency.Residency;
import dev.fogline.backend.llamacpp.worker.Watchdog;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.request.Ability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModelsTest {

    private final List<String> opened = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Residency residency =
            new Residency(new Keeping(1, Duration.ZERO, Watchdog.USUAL), () -> 0, line -> {});

    @TempDir private Path folder;

    @AfterEach
    void close() {
        residency.close();
    }

    @Test
    void servesTheFilesOfAFolderInTheOrderOfTheirNames() throws Exception {
        put("b.gguf", "1");
        put("a.gguf", "1");
        put("a.gguf.part", "1");

        assertThat(names(refreshed())).containsExactly("a", "b");
    }

    @Test
    void followsWhatComesChangesAndGoes() throws Exception {
        put("a.gguf", "1");
        put("b.gguf", "1");
        LocalModels models = refreshed();
        put("a.gguf", "22");
        Files.delete(folder.resolve("b.gguf"));
        put("c.gguf", "1");

        models.refresh((file, wrong) -> {});
        models.refresh((file, wrong) -> {}); // and nothing more

        assertThat(names(models)).containsExactly("a", "c");
        assertThat(opened).containsExactly("a", "b", "a", "c");
        assertThat(closed).containsExactly("a", "b");
    }

    @Test
    void aFileThatIsNoModelIsToldOnceAndNotServed() throws Exception {
        put("a.gguf", "1");
        put("bad.gguf", "1");
        LocalModels models = refreshed();
        models.refresh((file, wrong) -> refused.add(wrong.getMessage()));

        assertThat(names(models)).containsExactly("a");
        assertThat(refused).containsExactly("bad is no model");
    }

    private LocalModels refreshed() {
        var models =
                new LocalModels(
                        new Shelf(List.of(folder), Optional.empty()), this::open, closed::add);
        models.refresh((file, wrong) -> refused.add(wrong.getMessage()));
        return models;
    }

    private LocalModel open(String name, Path file) {
        if (name.equals("bad")) {
            throw new IllegalArgumentException("bad is no model");
        }
        opened.add(name);
        return new LocalModel(
                new ServedModel(name, 1, Set.of(Ability.COMPLETION)),
                residency.add(name, DemoModel.options(file, 1, 1), 1),
                new Prompts(Optional.empty()));
    }

    private void put(String name, String content) throws Exception {
        Files.writeString(folder.resolve(name), content);
    }

    private static List<String> names(LocalModels models) {
        return models.served().stream().map(ServedModel::name).toList();
    }
}
