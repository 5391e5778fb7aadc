package dev.fogline.backend.openai;

import dev.fogline.spi.Backend;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.Setting;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import java.time.InstantSource;
import java.util.List;

/// Makes backends of type `openai`: any server that speaks OpenAI's HTTP interface.
///
/// A server that cannot be reached when the node starts is no error: its backend is down until a
/// probe succeeds.
public final class OpenAiBackendProvider implements BackendProvider {

    /// For the service loader.
    public OpenAiBackendProvider() {}

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
        return OpenAiSettings.KNOWN;
    }

    @Override
    public Backend create(String name, Settings settings, Ticker ticker) {
        return new OpenAiBackend(OpenAiSettings.of(settings), ticker, InstantSource.system());
    }
}
