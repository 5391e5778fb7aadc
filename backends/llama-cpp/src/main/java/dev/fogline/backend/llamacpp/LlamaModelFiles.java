package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Use;
import dev.fogline.backend.llamacpp.gguf.GgufException;
import dev.fogline.backend.llamacpp.gguf.GgufHeader;
import dev.fogline.backend.llamacpp.gguf.Purpose;
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
import java.util.OptionalInt;
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
        EngineOptions options = options(file, capacity, OptionalInt.empty());
        return MemoryEstimate.of(
                header,
                header.purpose() == Purpose.GENERATION
                        ? options
                        : options.with(file, Set.of(Use.EMBEDDINGS)));
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
        // A slot for each answer.
        var capacity = new Capacity(needed, trial.parallel());
        return new EngineTrial(opening, progress)
                .run(options(file, capacity, trial.threads()), trial);
    }

    /// As models are served, but for these.
    private EngineOptions options(Path file, Capacity capacity, OptionalInt threads) {
        var settings =
                new HashMap<>(
                        Map.of(
                                "file",
                                file.toString(),
                                "slots",
                                Integer.toString(capacity.slots()),
                                "context-tokens",
                                Integer.toString(capacity.contextTokens())));
        threads.ifPresent(count -> settings.put("threads", Integer.toString(count)));
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
