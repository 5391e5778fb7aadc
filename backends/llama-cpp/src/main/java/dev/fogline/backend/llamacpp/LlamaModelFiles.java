package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.gguf.GgufException;
import dev.fogline.backend.llamacpp.gguf.GgufHeader;
import dev.fogline.spi.Settings;
import dev.fogline.spi.model.Capacity;
import dev.fogline.spi.model.Measurement;
import dev.fogline.spi.model.MemoryNeed;
import dev.fogline.spi.model.ModelFacts;
import dev.fogline.spi.model.ModelFileException;
import dev.fogline.spi.model.ModelFiles;
import dev.fogline.spi.model.Trial;
import dev.fogline.spi.request.Ability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// GGUF files, judged by their heads.
final class LlamaModelFiles implements ModelFiles {

    private final LlamaSettings.Machine machine;
    private final EngineTrial.Opening opening;

    /// @param machine what defaults depend on
    /// @param opening starts an engine to be measured
    LlamaModelFiles(LlamaSettings.Machine machine, EngineTrial.Opening opening) {
        this.machine = machine;
        this.opening = opening;
    }

    @Override
    public ModelFacts inspect(Path file) {
        GgufHeader header = header(file);
        return new ModelFacts(
                header.architecture(),
                header.name(),
                new ModelFacts.Weights(
                        header.parameters(),
                        header.quantisation(),
                        size(file),
                        header.shape().tokenBytes(),
                        header.shape().promptWeights()),
                header.contextTokens(),
                header.licence(),
                abilities(header));
    }

    @Override
    public MemoryNeed memory(Path file, Capacity capacity) {
        GgufHeader header = header(file);
        int most = header.contextTokens().orElse(EngineOptions.MAX_CONTEXT_TOKENS);
        if (capacity.contextTokens() > most) {
            throw new ModelFileException(
                    file
                            + ": context-tokens "
                            + capacity.contextTokens()
                            + " is more than the "
                            + most
                            + " the model was trained on");
        }
        return MemoryEstimate.of(header.shape(), capacity);
    }

    @Override
    public Measurement measure(Path file, Trial trial, TrialProgress progress)
            throws InterruptedException {
        GgufHeader header = header(file);
        int needed = trial.promptTokens() + trial.generateTokens();
        int most = header.contextTokens().orElse(EngineOptions.MAX_CONTEXT_TOKENS);
        if (needed > most) {
            throw new ModelFileException(
                    file
                            + ": prompt and answer are "
                            + needed
                            + " tokens, the model was trained on "
                            + most
                            + "; measure with fewer");
        }
        return new EngineTrial(opening, progress).run(options(file, trial), trial);
    }

    /// As they are served, but with a slot for each answer.
    private EngineOptions options(Path file, Trial trial) {
        var settings =
                new HashMap<>(
                        Map.of(
                                "file",
                                file.toString(),
                                "slots",
                                Integer.toString(trial.parallel()),
                                "context-tokens",
                                Integer.toString(trial.promptTokens() + trial.generateTokens())));
        trial.threads().ifPresent(threads -> settings.put("threads", Integer.toString(threads)));
        return LlamaSettings.of(Settings.of(LlamaSettings.KNOWN, settings), machine).engine(file);
    }

    /// A template that speaks of tools is taken for one that can write their calls.
    private static Set<Ability> abilities(GgufHeader header) {
        var abilities = EnumSet.of(Ability.COMPLETION, Ability.PROBABILITIES);
        header.chatTemplate()
                .ifPresent(
                        template -> {
                            abilities.add(Ability.CHAT);
                            abilities.add(Ability.CONTINUATION);
                            if (template.contains("tools")) {
                                abilities.add(Ability.TOOLS);
                            }
                        });
        return abilities;
    }

    private static GgufHeader header(Path file) {
        try {
            return GgufHeader.read(file);
        } catch (GgufException bad) {
            throw new ModelFileException(bad.getMessage(), bad);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw new ModelFileException(file + ": cannot be read: " + failed, failed);
        }
    }
}
