package dev.fogline.spi;

import java.util.List;

/// What every plugin entry point tells about itself.
///
/// An implementation is found by [java.util.ServiceLoader]: declared with `provides` in a module
/// descriptor, or listed in `META-INF/services` of a plain jar. It has a public constructor without
/// parameters that does no work.
public sealed interface Provider
        permits BackendProvider, ConstraintProvider, EstimatorProvider, PolicyProvider {

    /// The version of these contracts. A plugin returns the value it was compiled with.
    int SPI_VERSION = 1;

    /// The word that selects it in the configuration, such as `llama-cpp`; kebab-case, constant.
    String type();

    /// [#SPI_VERSION] as it was when the plugin was compiled: write `return SPI_VERSION;`.
    int spiVersion();

    /// What may be configured, in the order it is documented; any other key is refused before the
    /// plugin sees it.
    default List<Setting> settings() {
        return List.of();
    }
}
