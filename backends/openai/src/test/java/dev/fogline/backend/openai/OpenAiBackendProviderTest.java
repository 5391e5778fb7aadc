package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.Provider;
import dev.fogline.spi.tck.ProviderContract;
import org.junit.jupiter.api.Test;

class OpenAiBackendProviderTest extends ProviderContract {

    @Override
    protected Provider provider() {
        return new OpenAiBackendProvider();
    }

    @Test
    void itsModuleProvidesIt() {
        assertThat(OpenAiBackendProvider.class.getModule().getDescriptor().provides())
                .singleElement()
                .satisfies(
                        provides -> {
                            assertThat(provides.service())
                                    .isEqualTo(BackendProvider.class.getName());
                            assertThat(provides.providers())
                                    .containsExactly(OpenAiBackendProvider.class.getName());
                        });
    }
}
