package dev.fogline.edge.door;

import dev.fogline.edge.config.ConfigException;
import dev.fogline.edge.config.TlsFiles;
import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts renewed certificates in force, for connections that begin from then on.
///
/// Files that do not fit together, as while they are being written, are looked at again; what was
/// in force stays.
final class TlsFollower {

    private static final System.Logger LOG = System.getLogger(TlsFollower.class.getName());

    private final TlsFiles files;
    private final Consumer<Tls> force;
    private Map<Path, FileTime> seen;

    /// @param force where what was read goes
    TlsFollower(TlsFiles files, Consumer<Tls> force) {
        this.files = files;
        this.force = force;
        this.seen = times();
    }

    /// Looks at the files every second until it is closed; without files there is nothing to do.
    static Lookout follow(Optional<TlsFiles> files, Consumer<Tls> force) {
        return files.map(
                        some ->
                                Lookout.everySecond(
                                        "fogline-tls", new TlsFollower(some, force)::look))
                .orElseGet(Lookout::nowhere);
    }

    /// Looks once.
    void look() {
        Map<Path, FileTime> now = times();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            force.accept(ServerTls.of(files));
            LOG.log(Level.INFO, "the certificate of {0} is in force", files.certificate());
        } catch (ConfigException wrong) {
            LOG.log(
                    Level.WARNING,
                    "{0}; the certificate before stays in force",
                    wrong.getMessage());
        }
    }

    private Map<Path, FileTime> times() {
        var times = new HashMap<Path, FileTime>();
        for (Path file : files.all()) {
            try {
                times.put(file, Files.getLastModifiedTime(file));
            } catch (IOException missing) {
                // it is not there, which is a state like others
            }
        }
        return times;
    }
}
