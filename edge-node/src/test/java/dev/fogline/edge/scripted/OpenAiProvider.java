package dev.fogline.edge.scripted;

import dev.fogline.spi.Backend;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.Setting;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import java.util.List;

/// Takes the keys of the real type `openai` that the examples use.
public final class OpenAiProvider implements BackendProvider {

    @Override
    public String type() {
        return "openai";
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required("url", "where the server is"),
                Setting.secret("api-key", "sent as a bearer token"),
                Setting.optional("models", "names between commas"),
                Setting.optional("beacon", "where the server tells its load"),
                Setting.optional("probe-interval-millis", "between two looks"));
    }

    @Override
    public Backend create(String name, Settings settings, Ticker ticker) {
        return new ScriptedBackend("large", ticker);
    }
}
