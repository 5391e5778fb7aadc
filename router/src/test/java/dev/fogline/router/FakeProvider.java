package dev.fogline.router;

import dev.fogline.spi.Backend;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.Setting;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import java.util.List;
import java.util.Map;

/// Hands out the backends it was given, by name.
record FakeProvider(Map<String, Backend> backends) implements BackendProvider {

    static final String TYPE = "fake";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public Backend create(String name, Settings settings, Ticker ticker) {
        Backend backend = backends.get(name);
        if (backend == null) {
            throw new BackendStartException("no script for it");
        }
        return backend;
    }
}
