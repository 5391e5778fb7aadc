package dev.fogline.spi;

/// Makes estimators of one type. One that is installed takes the place of the built-in one; its
/// settings take their fallbacks. A node has one estimator.
public non-sealed interface EstimatorProvider extends Provider {

    /// Makes an estimator that has learnt nothing; called when the node starts.
    ///
    /// @param settings checked against [#settings]
    /// @throws SettingException if a value is of no use
    Estimator create(Settings settings);
}
