package dev.fogline.edge.door;

import dev.fogline.edge.config.ConfigException;
import dev.fogline.edge.config.Policies;
import dev.fogline.router.PolicyBook;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts a policy file in force again when it has changed. A file that is wrong is told of once, and
/// the policies before it stay.
final class PolicyFollower {

    private static final System.Logger LOG = System.getLogger(PolicyFollower.class.getName());

    private final Policies policies;
    private final Consumer<PolicyBook> force;
    private Optional<FileVersion> seen;

    /// @param force where new policies go
    PolicyFollower(Policies policies, Consumer<PolicyBook> force) {
        this.policies = policies;
        this.force = force;
        this.seen = policies.file().flatMap(FileVersion::of);
    }

    /// Looks at the file every second until it is closed; without a file there is nothing to do.
    static Lookout follow(Policies policies, Consumer<PolicyBook> force) {
        return policies.file().isPresent()
                ? Lookout.everySecond("fogline-policies", new PolicyFollower(policies, force)::look)
                : Lookout.nowhere();
    }

    /// Looks once.
    void look() {
        Path file = policies.file().orElseThrow();
        Optional<FileVersion> now = FileVersion.of(file);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            PolicyBook book = policies.reader().read(file);
            force.accept(book);
            LOG.log(System.Logger.Level.INFO, "the policies of {0} are in force", file);
        } catch (ConfigException wrong) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}; the policies before stay in force",
                    wrong.getMessage());
        }
    }
}
