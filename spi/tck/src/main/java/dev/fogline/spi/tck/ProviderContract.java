package dev.fogline.spi.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Provider;
import dev.fogline.spi.Setting;
import org.junit.jupiter.api.Test;

/// What every [Provider] keeps.
public abstract class ProviderContract {

    /// For subclasses.
    protected ProviderContract() {}

    /// The provider, made as the service loader makes it.
    protected abstract Provider provider();

    @Test
    void typeIsKebabCase() {
        assertThat(provider().type()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    @Test
    void isBuiltForThisSpi() {
        assertThat(provider().spiVersion()).isEqualTo(Provider.SPI_VERSION);
    }

    @Test
    void settingsAreKebabCaseDistinctAndDescribed() {
        assertThat(provider().settings()).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(provider().settings())
                .allSatisfy(
                        setting -> {
                            assertThat(setting.key()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
                            assertThat(setting.description()).isNotBlank();
                        });
    }
}
