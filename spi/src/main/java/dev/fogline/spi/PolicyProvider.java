package dev.fogline.spi;

/// Makes policies of one type.
public non-sealed interface PolicyProvider extends Provider {

    /// Makes a policy; called when the node starts.
    ///
    /// @param settings checked against [#settings]
    /// @throws SettingException if a value is of no use
    Policy create(Settings settings);
}
