package dev.fogline.edge.door;

import dev.fogline.edge.config.NodeConfig;
import dev.fogline.edge.config.ServedFiles;
import dev.fogline.router.RouterException;
import dev.fogline.router.profile.Device;
import dev.fogline.router.profile.KnownSpeeds;
import dev.fogline.router.profile.ProfileFile;
import java.util.List;
import java.util.Map;

/// What `fogline calibrate` found out about the models of a configuration.
final class Calibrated {

    private Calibrated() {}

    /// A profile file that cannot be read costs the node its profiles, not its start.
    static KnownSpeeds of(NodeConfig config, Device here) {
        try {
            return KnownSpeeds.of(
                    new ProfileFile(config.data()).read(), ServedFiles.of(config.backends()), here);
        } catch (RouterException unreadable) {
            return new KnownSpeeds(
                    Map.of(), List.of(unreadable.getMessage() + "; speeds are assumed"));
        }
    }
}
