package dev.fogline.spi;

/// Makes constraints of one type. One that is installed holds; its settings take their fallbacks.
public non-sealed interface ConstraintProvider extends Provider {

    /// Makes a constraint; called when the node starts.
    ///
    /// @param settings checked against [#settings]
    /// @throws SettingException if a value is of no use
    Constraint create(Settings settings);
}
