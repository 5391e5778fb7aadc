package dev.fogline.backend.llamacpp.worker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A worker's process, the pipe that takes orders to it, and the socket that its reports come from.
///
/// One socket both ways would wake the worker's reading thread with every report that is read here:
/// Linux tells all who wait at a socket that there is room to write.
final class Child {

    private static final long END_PATIENCE_MILLIS = 5000;
    private static final long TRAINING_PATIENCE_MILLIS = 60_000;
    private static final long PAUSE_MILLIS = 100;

    /// By convention of shells, 128 and the number of the signal that ended a process; Java follows
    /// it.
    private static final int SIGNALLED = 128;

    private static final int SIGKILL = 9;

    private final Process process;
    private final SocketChannel channel;
    private final OutputTail output;
    private final FrameOut out;

    private Child(Process process, SocketChannel channel, OutputTail output) {
        this.process = process;
        this.channel = channel;
        this.output = output;
        this.out = new FrameOut(process.getOutputStream());
    }

    /// Starts a process and waits until it has connected.
    ///
    /// @throws WorkerException if it could not be started, or ended before
    static Child start() throws WorkerException {
        try {
            Path directory = Files.createTempDirectory("fogline"); // for its owner only
            Path socket = directory.resolve("worker");
            try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(socket));
                return start(socket, server);
            } finally {
                Files.deleteIfExists(socket);
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw WorkerException.ended("no worker can be started: " + e);
        }
    }

    private static Child start(Path socket, ServerSocketChannel server)
            throws IOException, WorkerException {
        var builder =
                new ProcessBuilder(
                                JavaCommand.worker(
                                        Path.of(System.getProperty("java.home")), socket))
                        .redirectErrorStream(true);
        JavaCommand.trim(builder.environment());
        Process process = builder.start();
        var output = new OutputTail();
        Thread.ofVirtual()
                .start(
                        () -> {
                            output.follow(process.getInputStream());
                            closeQuietly(server); // nobody will connect any more
                        });
        try {
            return new Child(process, server.accept(), output);
        } catch (IOException e) {
            process.destroyForcibly();
            throw WorkerException.ended(
                    "a worker ended as it started: " + output.reason().orElse(e.toString()));
        }
    }

    FrameIn in() {
        return new FrameIn(Channels.newInputStream(channel));
    }

    FrameOut out() {
        return out;
    }

    long pid() {
        return process.pid();
    }

    /// Ends the process at once; one that is to write a cache is asked to end and waited for.
    void kill() {
        if (JavaCommand.training()) {
            try {
                process.getOutputStream().close();
                process.waitFor(TRAINING_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (IOException | InterruptedException e) {
                // without a cache then
            }
        }
        process.destroyForcibly();
    }

    /// Waits a moment, or less if what is waited for is there.
    void pause(CompletableFuture<?> waitedFor) throws InterruptedException {
        try {
            waitedFor.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException later) {
            // the caller looks again
        }
    }

    /// Waits until the process is gone, after [#kill]; the socket is closed then.
    void awaitEnd() {
        try {
            boolean gone = process.waitFor(END_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (gone) {
                channel.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // there is nothing to lose in it
        }
    }

    /// One sentence, after its stream has ended.
    String howItEnded() {
        awaitEnd();
        if (process.isAlive()) {
            return "it closed its socket";
        }
        int code = process.exitValue();
        String how =
                code == SIGNALLED + SIGKILL
                        ? "it was killed, for want of memory perhaps"
                        : code > SIGNALLED ? "signal " + (code - SIGNALLED) : "exit code " + code;
        return how + output.reason().map(line -> " (" + line + ")").orElse("");
    }

    private static void closeQuietly(ServerSocketChannel server) {
        try {
            server.close();
        } catch (IOException e) {
            // it is closed enough
        }
    }
}
