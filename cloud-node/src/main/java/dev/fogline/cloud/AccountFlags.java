package dev.fogline.cloud;

import dev.fogline.cloud.accounts.AccountsException;
import dev.fogline.cloud.accounts.Database;
import dev.fogline.edge.door.AccountsPlace;
import dev.fogline.edge.door.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the accounts are that a command is about; a picocli mixin.
final class AccountFlags {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the node's configuration, for its keys accounts and data")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "where the node keeps its state")
    private @Nullable Path data;

    AccountFlags() {}

    /// Does something with the database; a node may run meanwhile.
    ///
    /// @throws CommandException if it cannot be used
    <T> T with(Function<Database, T> work) {
        AccountsPlace place =
                AccountsPlace.of(Optional.ofNullable(config), Optional.ofNullable(data));
        if (place.setup().url().isEmpty() && !Files.isDirectory(place.dataDir())) {
            throw new CommandException(
                    "there is no node's state in "
                            + place.dataDir()
                            + "; start the node once, or name another place with --data DIR");
        }
        try (Database database = Database.open(place.setup(), place.dataDir())) {
            return work.apply(database);
        } catch (AccountsException failed) {
            throw new CommandException(String.valueOf(failed.getMessage()), failed);
        }
    }
}
