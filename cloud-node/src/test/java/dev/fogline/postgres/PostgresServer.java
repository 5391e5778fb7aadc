package dev.fogline.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// A PostgreSQL of the machine on a free port of the loopback, in a folder of its own. It refuses
/// to run as root, so there it runs as `postgres`, whom Debian's package makes.
public final class PostgresServer implements AutoCloseable {

    /// Who logs in.
    public static final String USER = "fogline";

    /// Of the user.
    public static final String PASSWORD = "a-password-of-tests";

    private static final int PATIENCE_SECONDS = 60;

    private final Path bin;
    private final Path home;
    private final int port;

    private PostgresServer(Path bin, Path home, int port) {
        this.bin = bin;
        this.home = home;
        this.port = port;
    }

    /// Where there is none, the test that asks is not run, and says what to install.
    public static PostgresServer start() throws IOException, InterruptedException {
        Path bin =
                bin().orElseThrow(
                                () ->
                                        new TestAbortedException(
                                                "PostgreSQL is not on this machine, so accounts in it cannot be tested: apt-get install postgresql"));
        Path home = Files.createTempDirectory("fogline-postgres");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        var server = new PostgresServer(bin, home, freePort());
        Path password = Files.writeString(home.resolve("password"), PASSWORD);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        Path data = Files.createDirectory(home.resolve("data"));
        if (isRoot()) {
            Files.setOwner(
                    data,
                    data.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("postgres"));
        }
        server.run(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + password,
                "-E",
                "UTF8",
                "--no-sync");
        server.up();
        return server;
    }

    /// Starts it, or starts it again.
    public void up() throws IOException, InterruptedException {
        run(
                "pg_ctl",
                "-D",
                home.resolve("data").toString(),
                "-l",
                home.resolve("data/log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=",
                "-w",
                "start");
    }

    /// Ends it as a crash would.
    public void down() throws IOException, InterruptedException {
        run("pg_ctl", "-D", home.resolve("data").toString(), "-m", "immediate", "-w", "stop");
    }

    /// Of JDBC.
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() {
        try {
            down();
        } catch (IOException | IllegalStateException down) {
            // it is down already
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            // the folder is one for what may be lost
        }
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path said = home.resolve("said");
        Process process =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    program + ": " + Files.readString(said, StandardCharsets.UTF_8));
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /// The newest of those that Debian installs, else what the path says.
    private static Optional<Path> bin() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                Optional<Path> newest =
                        versions.map(version -> version.resolve("bin"))
                                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                                .max(Comparator.comparing(Path::toString));
                if (newest.isPresent()) {
                    return newest;
                }
            }
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(Path::of)
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
