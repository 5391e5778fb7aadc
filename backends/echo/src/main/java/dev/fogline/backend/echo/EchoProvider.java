package dev.fogline.backend.echo;

import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;

/// Makes backends of the type `echo`.
public final class EchoProvider implements BackendProvider {

    @Override
    public String type() {
        return "echo";
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public EchoBackend create(String name, Settings settings, Ticker ticker) {
        return new EchoBackend(ticker);
    }
}
