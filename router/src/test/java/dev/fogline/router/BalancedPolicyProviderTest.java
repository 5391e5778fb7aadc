package dev.fogline.router;

import dev.fogline.spi.Provider;
import dev.fogline.spi.tck.ProviderContract;

class BalancedPolicyProviderTest extends ProviderContract {

    @Override
    protected Provider provider() {
        return new BalancedPolicyProvider();
    }
}
