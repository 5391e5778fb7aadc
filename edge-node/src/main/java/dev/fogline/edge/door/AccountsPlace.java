package dev.fogline.edge.door;

import dev.fogline.edge.config.NodeConfigReader;
import dev.fogline.edge.config.NodeKind;
import dev.fogline.edge.config.Overrides;
import java.nio.file.Path;
import java.util.Optional;

/// Where a cloud node's accounts lie, for commands that look at them beside the node.
///
/// @param setup the database
/// @param dataDir the node's state
public record AccountsPlace(AccountsSetup setup, Path dataDir) {

    /// As the node finds it: flags over environment over file.
    ///
    /// @param config the node's configuration
    /// @param data the node's state
    public static AccountsPlace of(Optional<Path> config, Optional<Path> data) {
        var reader = new NodeConfigReader(NodeKind.CLOUD, System.getenv(), Installation.home());
        var flags =
                new Overrides(
                        config,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        data,
                        Optional.empty(),
                        Optional.empty());
        return new AccountsPlace(reader.accounts(flags), reader.dataDir(flags));
    }
}
