package dev.fogline.router.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Writes down what is done to it, and does each step only when it is let.
final class RecordingFile implements DayFile {

    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore appends = new Semaphore(0);
    private final Semaphore forces = new Semaphore(0);
    private final Semaphore reached = new Semaphore(0);
    private volatile boolean failing;

    /// Lets any number of steps happen.
    static RecordingFile willing() {
        var file = new RecordingFile();
        file.letAppend(1_000);
        file.letForce(1_000);
        return file;
    }

    void letAppend(int times) {
        appends.release(times);
    }

    void letForce(int times) {
        forces.release(times);
    }

    void fail(boolean fails) {
        failing = fails;
    }

    /// Returns when the writer has come to a step.
    void awaitStep() throws InterruptedException {
        reached.acquire();
    }

    List<String> steps() {
        return List.copyOf(steps);
    }

    @Override
    public void append(ByteBuffer lines) throws IOException {
        reached.release();
        appends.acquireUninterruptibly();
        if (failing) {
            throw new IOException("No space left on device");
        }
        byte[] bytes = new byte[lines.remaining()];
        lines.get(bytes);
        steps.add(
                "append "
                        + Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("\n", -1))
                                .filter(line -> !line.isEmpty())
                                .toList());
    }

    @Override
    public void force() {
        reached.release();
        forces.acquireUninterruptibly();
        steps.add("force");
    }

    @Override
    public void takeBack() {
        steps.add("take back");
    }

    @Override
    public void close() {
        steps.add("close");
    }
}
