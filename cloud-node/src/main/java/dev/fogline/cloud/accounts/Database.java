package dev.fogline.cloud.accounts;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fogline.edge.door.AccountsSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The database, with its schema brought up to date, and the connections to it.
///
/// Both databases are asked in the same words; what they differ in is told here alone.
///
/// **Threads**: any; a call blocks while it is being answered. A call from a virtual thread keeps a
/// processor thread where the database is in this process.
public final class Database implements AutoCloseable {

    /// One posts, one follows, and one is asked by whoever is at the command line.
    private static final int CONNECTIONS = 3;

    /// A database that is there answers sooner; longer waits would only pile up.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// What they say of a database that is away, the node says once and in one line. The loggers
    /// are held here, since the log manager forgets those that nobody holds.
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

    private static final Logger STEPS = Logger.getLogger("org.flywaydb");

    private final HikariDataSource connections;
    private final String name;

    private Database(HikariDataSource connections, String name) {
        this.connections = connections;
        this.name = name;
    }

    /// Something that is done with one connection, in one transaction.
    @FunctionalInterface
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /// Opens the database and brings its schema up to date.
    ///
    /// @param dataDir where the embedded one lies, and what it needs beside it
    /// @throws AccountsException if it cannot be reached, or holds a schema of a later version
    public static Database open(AccountsSetup setup, Path dataDir) {
        POOL.setLevel(Level.OFF);
        STEPS.setLevel(Level.WARNING);
        var config = new HikariConfig();
        config.setPoolName("fogline-accounts");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(PATIENCE.toMillis());
        String name = setup.url().isEmpty() ? embedded(config, dataDir) : server(config, setup);
        HikariDataSource connections = null;
        try {
            connections = new HikariDataSource(config);
            migrate(connections);
            return new Database(connections, name);
        } catch (RuntimeException failed) {
            if (connections != null) {
                connections.close();
            }
            throw new AccountsException(
                    "the accounts in " + name + " cannot be used: " + reason(failed), failed);
        }
    }

    /// What it is called in messages.
    String name() {
        return name;
    }

    /// Does all of it or nothing.
    ///
    /// @throws AccountsException if that is not possible now
    <T> T transaction(Work<T> work) {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(
                    false); // now, and not while it waits: SQLite would hold its lock
            try {
                T result = work.in(connection);
                connection.commit();
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException failed) {
                rollback(connection, failed);
                throw failed;
            }
        } catch (SQLException failed) {
            throw new AccountsException(
                    "the accounts in " + name + " cannot be used: " + reason(failed), failed);
        }
    }

    /// Why the work failed comes first; that it cannot be taken back either is told beside it.
    private static void rollback(Connection connection, Exception failed) {
        try {
            connection.rollback();
        } catch (SQLException again) {
            failed.addSuppressed(again);
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    /// SQLite. A write-ahead log lets others read while one writes, and loses nothing that was
    /// committed when the process is killed. Its library is unpacked where only this user can
    /// write.
    private static String embedded(HikariConfig config, Path dataDir) {
        Path file = ownFile(dataDir.resolve("accounts.db"));
        System.setProperty("org.sqlite.tmpdir", dataDir.toString());
        config.setJdbcUrl("jdbc:sqlite:" + file);
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "NORMAL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("busy_timeout", Long.toString(PATIENCE.toMillis()));
        // what is written is taken at the beginning, so that two writers wait for one another
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        return file.toString();
    }

    /// Nobody else may read it; what SQLite puts beside it has the same mode.
    private static Path ownFile(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            return file;
        } catch (IOException failed) {
            throw new AccountsException(
                    "the accounts in " + file + " cannot be used: " + failed.getMessage(), failed);
        }
    }

    private static String server(HikariConfig config, AccountsSetup setup) {
        String url = setup.url().orElseThrow();
        config.setJdbcUrl(url);
        setup.user().ifPresent(config::setUsername);
        setup.password().ifPresent(config::setPassword);
        int parameters = url.indexOf('?'); // they may hold a password
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    private static void migrate(HikariDataSource connections) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(connections)
                .locations(new String[0])
                .javaMigrations(Migration.ALL.toArray(Migration[]::new))
                .table("schema_history")
                .load()
                .migrate();
    }

    /// The first line of the innermost cause: what the database itself said.
    private static String reason(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null
                && !(cause instanceof FlywayException flyway && isOwn(flyway))) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("failed");
    }

    /// Whether Flyway itself says what is wrong.
    private static boolean isOwn(FlywayException failed) {
        return !(failed.getCause() instanceof SQLException);
    }
}
