package dev.fogline.backend.echo;

import dev.fogline.spi.Provider;
import dev.fogline.spi.tck.ProviderContract;

class EchoProviderTest extends ProviderContract {

    @Override
    protected Provider provider() {
        return new EchoProvider();
    }
}
