package dev.fogline.edge.door;

import dev.fogline.edge.config.NodeConfig;
import dev.fogline.edge.config.ServedFiles;
import dev.fogline.router.RouterException;
import dev.fogline.router.profile.Device;
import dev.fogline.router.profile.KnownSpeeds;
import dev.fogline.router.profile.ProfileFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What `fogline calibrate` found out about the models of a configuration.
final class Calibrated {

    private Calibrated() {}

    /// A profile file that cannot be read costs the node its profiles, not its start.
    static KnownSpeeds of(NodeConfig config, Device here) {
        Map<String, Path> served = ServedFiles.of(config.backends());
        try {
            return KnownSpeeds.of(new ProfileFile(config.data()).read(), served, here);
        } catch (RouterException unreadable) {
            return new KnownSpeeds(
                    KnownSpeeds.of(List.of(), served, here).speeds(),
                    List.of(unreadable.getMessage() + "; speeds are assumed"));
        }
    }
}
