package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.binding.LlamaLibrary;
import dev.fogline.backend.llamacpp.chat.ChatFormat;
import dev.fogline.backend.llamacpp.engine.Engine;
import dev.fogline.backend.llamacpp.gguf.GgufException;
import dev.fogline.backend.llamacpp.gguf.GgufHeader;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.spi.Backend;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.Setting;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Backends of type `llama-cpp`, a GGUF model each.
///
/// The native libraries are those in the directory that the system property `fogline.llama.dir`
/// names, else those in the `lib` of the running image. They are opened with the first backend, so
/// that a node without one needs none.
public final class LlamaBackendProvider implements BackendProvider {

    private @Nullable LlamaLibrary library;

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
        var configured = LlamaSettings.of(settings, Runtime.getRuntime().availableProcessors());
        try {
            GgufHeader.read(
                    configured.engine().file()); // first: llama.cpp does not survive every damage
            return start(
                    configured,
                    Engine.open(library(), configured.engine(), ticker::nanos, () -> {}),
                    ticker);
        } catch (GgufException e) {
            throw new BackendStartException(e.getMessage(), e);
        } catch (IllegalArgumentException | LlamaException e) {
            throw new BackendStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Backend start(LlamaSettings configured, Engine engine, Ticker ticker) {
        try {
            Optional<ChatFormat> format = ChatFormat.of(engine.model(), configured.chatFormat());
            return new LlamaBackend(
                    configured.model(), engine, format, ticker, new SecureRandom()::nextLong);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private synchronized LlamaLibrary library() {
        LlamaLibrary opened = library;
        if (opened == null) {
            opened = LlamaLibrary.open(directory());
            library = opened;
        }
        return opened;
    }

    private static Path directory() {
        String configured = System.getProperty("fogline.llama.dir");
        return configured == null
                ? Path.of(System.getProperty("java.home"), "lib")
                : Path.of(configured);
    }
}
