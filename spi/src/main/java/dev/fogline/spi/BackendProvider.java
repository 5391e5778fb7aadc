package dev.fogline.spi;

import dev.fogline.spi.model.ModelFiles;
import java.util.Optional;

/// Makes backends of one type.
public non-sealed interface BackendProvider extends Provider {

    /// Makes a backend from its configuration; called once per configured instance, when the node
    /// starts.
    ///
    /// @param name the configured name of this instance
    /// @param settings checked against [#settings]: required keys are there, unknown ones are not
    /// @param ticker the node's clock, for [NodeState#observedAtNanos]
    /// @throws SettingException if a value is of no use
    /// @throws BackendStartException if the backend cannot start with it; its message is shown to
    ///   the operator
    Backend create(String name, Settings settings, Ticker ticker);

    /// Who judges the files that models of this type come in; empty if they do not come in files.
    /// Does no work: natives are loaded when something is measured, not before.
    default Optional<ModelFiles> modelFiles() {
        return Optional.empty();
    }
}
