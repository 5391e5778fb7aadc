package dev.fogline.backend.llamacpp;

import com.sun.management.OperatingSystemMXBean;
import dev.fogline.backend.llamacpp.chat.ChatTemplate;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Use;
import dev.fogline.backend.llamacpp.gguf.GgufException;
import dev.fogline.backend.llamacpp.gguf.GgufHeader;
import dev.fogline.backend.llamacpp.gguf.TokenizerTexts;
import dev.fogline.backend.llamacpp.machine.LinuxProcessors;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.residency.Residency;
import dev.fogline.backend.llamacpp.residency.Resident;
import dev.fogline.spi.Backend;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Setting;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.model.ModelFiles;
import dev.fogline.spi.request.Ability;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Backends of type `llama-cpp`: GGUF files, run by llama.cpp in worker processes.
public final class LlamaBackendProvider implements BackendProvider {

    private static final System.Logger LOG =
            System.getLogger(LlamaBackendProvider.class.getPackageName());

    /// Does nothing yet.
    public LlamaBackendProvider() {}

    @Override
    public String type() {
        return "llama-cpp";
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public List<Setting> settings() {
        return LlamaSettings.KNOWN;
    }

    @Override
    public Backend create(String name, Settings settings, Ticker ticker) {
        var configured = LlamaSettings.of(settings, machine());
        var residency =
                new Residency(configured.keeping(), ticker, line -> LOG.log(Level.WARNING, line));
        try {
            var models =
                    new LocalModels(
                            new Shelf(configured.paths(), configured.model()),
                            (model, file) -> open(configured, residency, model, file),
                            gone -> residency.remove(gone, "its file is gone or another one"));
            models.refresh(
                    (file, wrong) -> {
                        if (configured.paths().contains(file)) {
                            throw wrong;
                        }
                        LOG.log(Level.WARNING, wrong.getMessage());
                    });
            if (configured.loadAtStart()) {
                models.all().forEach(LlamaBackendProvider::load);
            }
            return new LlamaBackend(models, residency, ticker, new SecureRandom()::nextLong);
        } catch (GgufException | LlamaException e) {
            residency.close();
            throw new BackendStartException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            residency.close();
            throw e;
        }
    }

    @Override
    public Optional<ModelFiles> modelFiles() {
        return Optional.of(new LlamaModelFiles(machine(), TrialWorker::open));
    }

    private LocalModel open(LlamaSettings configured, Residency residency, String name, Path file) {
        GgufHeader header = GgufHeader.read(file);
        EngineOptions options = options(configured.engine(file), header);
        int slotTokens = options.slotTokens(header.contextTokens().orElse(0));
        Optional<ChatTemplate> template =
                options.uses().contains(Use.GENERATION)
                        ? ChatTemplate.of(
                                TokenizerTexts.read(file),
                                configured.chatTemplate(),
                                Clock.system(ZoneId.systemDefault()))
                        : Optional.empty();
        var served =
                new ServedModel(
                        name,
                        slotTokens,
                        abilities(options.uses(), template),
                        Fingerprint.of(file, header));
        long bytes = MemoryEstimate.of(header, options).total();
        Resident resident = residency.add(name, options, bytes);
        return new LocalModel(served, resident, new Prompts(template));
    }

    /// A model made for embeddings takes no memory for generating.
    private static EngineOptions options(EngineOptions configured, GgufHeader header) {
        return switch (header.purpose()) {
            case GENERATION -> configured;
            case EMBEDDINGS -> configured.with(configured.file(), Set.of(Use.EMBEDDINGS));
            case RANKING ->
                    throw new LlamaException(
                            configured.file()
                                    + ": a model that ranks texts, which is of no use here");
        };
    }

    private static void load(LocalModel model) {
        try {
            model.resident().lease();
            model.resident().release();
        } catch (BackendException refused) {
            throw new BackendStartException(refused.fault().message(), refused);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendStartException("interrupted while loading", e);
        }
    }

    private static Set<Ability> abilities(Set<Use> uses, Optional<ChatTemplate> template) {
        var abilities = EnumSet.noneOf(Ability.class);
        if (uses.contains(Use.GENERATION)) {
            abilities.addAll(
                    Set.of(
                            Ability.COMPLETION,
                            Ability.PROBABILITIES,
                            Ability.JSON,
                            Ability.GRAMMAR));
            template.ifPresent(
                    chat -> abilities.addAll(Set.of(Ability.CHAT, Ability.CONTINUATION)));
            template.filter(ChatTemplate::knowsTools)
                    .ifPresent(chat -> abilities.add(Ability.TOOLS));
        }
        if (uses.contains(Use.EMBEDDINGS)) {
            abilities.add(Ability.EMBEDDINGS);
        }
        return abilities;
    }

    private static LlamaSettings.Machine machine() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        int quota = Runtime.getRuntime().availableProcessors(); // heeds a container's
        return new LlamaSettings.Machine(
                LinuxProcessors.read(LinuxProcessors.USUAL, quota).computing(),
                system.getTotalMemorySize());
    }
}
