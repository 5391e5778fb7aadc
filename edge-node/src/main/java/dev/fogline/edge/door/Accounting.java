package dev.fogline.edge.door;

import dev.fogline.router.tenants.Tenants;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;

/// What keeps the accounts of a node's tenants, beside its ledger: knows tenants that no file
/// names, and takes down what was used.
///
/// **Called** once each: opened before the node's router, closed after it, when the ledger holds
/// all.
public interface Accounting extends AutoCloseable {

    /// Tenants of the file and of the accounts.
    Tenants tenants();

    /// Whether tenants may come whom the file does not name.
    boolean mayGrow();

    /// Takes down what the ledger still holds, and lets go.
    @Override
    void close();

    /// Makes one.
    @FunctionalInterface
    interface Opener {

        /// @param dataDir the node's state
        /// @param configured tenants that the file names; they win over others
        /// @throws CommandException if what is configured can never be used; that it cannot be
        ///   reached now is no reason
        Accounting open(
                AccountsSetup setup, Path dataDir, Tenants configured, PrometheusRegistry registry);
    }

    /// Of a node without: the tenants of the file, and nobody else.
    static Accounting none(Tenants configured) {
        return new Accounting() {
            @Override
            public Tenants tenants() {
                return configured;
            }

            @Override
            public boolean mayGrow() {
                return false;
            }

            @Override
            public void close() {}
        };
    }
}
