package dev.fogline.spi;

/// Makes estimators of one type. One that is installed takes the place of the built-in one; its
/// settings take their fallbacks. A node has one estimator.
public non-sealed interface EstimatorProvider extends Provider {

    /// Makes an estimator that has learnt nothing; called when the node starts.
    ///
    /// @param settings checked against [#settings]
    /// @throws SettingException if a value is of no use
    Estimator create(Settings settings);

    /// Makes the estimator that [Estimator#save] saved; called when the node starts and finds one.
    ///
    /// @param settings checked against [#settings]
    /// @param saved never empty; perhaps of another version of this provider
    /// @throws IllegalArgumentException if that cannot be read: the node then makes an untaught one
    ///   and teaches it all that its journal holds
    default Estimator load(Settings settings, byte[] saved) {
        throw new IllegalArgumentException("an estimator of type " + type() + " is not saved");
    }
}
