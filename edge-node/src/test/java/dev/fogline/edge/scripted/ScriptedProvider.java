package dev.fogline.edge.scripted;

import dev.fogline.spi.Backend;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.Setting;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.model.ModelFiles;
import java.util.List;
import java.util.Optional;

/// Makes backends that do what the prompt says.
public final class ScriptedProvider implements BackendProvider {

    @Override
    public String type() {
        return "scripted";
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.withFallback("model", "small", "the name of the model"),
                Setting.secret("api-key", "is not used"));
    }

    @Override
    public Backend create(String name, Settings settings, Ticker ticker) {
        return new ScriptedBackend(settings.text("model"), ticker);
    }

    @Override
    public Optional<ModelFiles> modelFiles() {
        return Optional.of(new ScriptedFiles());
    }
}
