package dev.fogline.backend.llamacpp.worker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

    /// For what a process has written, or does by itself, when its socket is gone.
    private static final long LAST_WORDS_MILLIS = 1000;

    /// By convention of shells, 128 and the number of the signal that ended a process; Java follows
    /// it.
    private static final int SIGNALLED = 128;

    private static final int SIGKILL = 9;

    private final Process process;
    private final SocketChannel channel;
    private final OutputTail output;
    private final Thread reader;
    private final FrameOut out;

    private Child(Process process, SocketChannel channel, OutputTail output, Thread reader) {
        this.process = process;
        this.channel = channel;
        this.output = output;
        this.reader = reader;
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
        Thread reader =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    output.follow(process.getInputStream());
                                    closeQuietly(server); // nobody will connect any more
                                });
        try {
            return new Child(process, server.accept(), output, reader);
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

    /// Whether the process ends by itself, now that its stream has broken.
    boolean ends() {
        try {
            return process.waitFor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// One sentence, after its stream has ended.
    String howItEnded() {
        awaitEnd();
        if (process.isAlive()) {
            return "it closed its socket";
        }
        awaitLastWords();
        int code = process.exitValue();
        Optional<String> reason = output.reason();
        return how(code, reason) + reason.map(words -> " (" + words + ")").orElse("");
    }

    /// They may be in the pipe still; a process of its own that lives on would keep it open.
    private void awaitLastWords() {
        try {
            reader.join(Duration.ofMillis(LAST_WORDS_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String how(int code, Optional<String> reason) {
        if (reason.filter(MemoryShortage::told).isPresent()) {
            return "memory ran out";
        }
        if (code == SIGNALLED + SIGKILL) {
            return "it was killed, for want of memory perhaps";
        }
        return code > SIGNALLED ? "signal " + (code - SIGNALLED) : "exit code " + code;
    }

    private static void closeQuietly(ServerSocketChannel server) {
        try {
            server.close();
        } catch (IOException e) {
            // it is closed enough
        }
    }
}
