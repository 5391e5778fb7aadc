package dev.fogline.edge.scripted;

import dev.fogline.spi.model.Capacity;
import dev.fogline.spi.model.Measurement;
import dev.fogline.spi.model.MemoryNeed;
import dev.fogline.spi.model.ModelFacts;
import dev.fogline.spi.model.ModelFileException;
import dev.fogline.spi.model.ModelFiles;
import dev.fogline.spi.model.Trial;
import dev.fogline.spi.request.Ability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Takes for a model what begins with "GGUF"; the next four digits are the gibibytes it needs.
final class ScriptedFiles implements ModelFiles {

    @Override
    public ModelFacts inspect(Path file) {
        return new ModelFacts(
                "scripted",
                "Scripted",
                new ModelFacts.Weights(
                        1_200_000_000, "Q8_0", head(file).length(), 1 << 30, 1 << 30),
                OptionalInt.of(2048),
                Optional.of("mit"),
                Set.of(Ability.CHAT));
    }

    @Override
    public MemoryNeed memory(Path file, Capacity capacity) {
        String digits = head(file).substring(4);
        return new MemoryNeed(digits.isEmpty() ? 1 : Long.parseLong(digits) << 30, 0, 0, 0);
    }

    @Override
    public Measurement measure(Path file, Trial trial, TrialProgress progress) {
        progress.done(1, 1);
        return new Measurement(
                trial.promptTokens(), trial.generateTokens(), trial.parallel(), trial.repeats(), 5);
    }

    private static String head(Path file) {
        try (var in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(8), StandardCharsets.ISO_8859_1);
            if (head.startsWith("GGUF")) {
                return head;
            }
        } catch (IOException failed) {
            throw new ModelFileException(file + ": cannot be read", failed);
        }
        throw new ModelFileException(file + ": not a GGUF file");
    }
}
