package dev.fogline.router;

import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import dev.fogline.spi.tck.RecordingSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A client that keeps what it is given, and may leave after some chunks.
final class RecordingClient implements ClientSink {

    private final List<Option.Single> begun = new CopyOnWriteArrayList<>();
    private final List<Option.Single> goneOn = new CopyOnWriteArrayList<>();
    private final List<Runnable> leaving = new CopyOnWriteArrayList<>();
    private final RecordingSink sink;
    private final List<CacheStatus> statuses = new CopyOnWriteArrayList<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch served = new CountDownLatch(1);

    RecordingClient() {
        sink = new RecordingSink();
    }

    /// @param leavesAfter chunks with content that it takes
    RecordingClient(int leavesAfter) {
        sink = new RecordingSink(leavesAfter);
    }

    @Override
    public void begin(Option.Single option) throws SinkClosedException {
        begun.add(option);
    }

    @Override
    public void goesOn(Option.Single option) {
        goneOn.add(option);
    }

    @Override
    public void cached(CacheStatus status) {
        statuses.add(status);
        told.countDown();
    }

    /// What it was told of shared answers.
    List<CacheStatus> statuses() {
        return statuses;
    }

    void awaitStatus() throws InterruptedException {
        told.await();
    }

    @Override
    public void whenGone(Runnable notice) {
        leaving.add(notice);
    }

    /// Leaves while nothing is written to it.
    void leave() {
        leaving.forEach(Runnable::run);
    }

    @Override
    public void accept(Chunk chunk) throws SinkClosedException {
        if (begun.isEmpty()) {
            throw new AssertionError("a chunk came before the answer began");
        }
        sink.accept(chunk);
        served.countDown();
    }

    /// The keys of those who began to answer.
    List<String> begun() {
        return begun.stream().map(option -> option.candidate().key()).toList();
    }

    /// The keys of those who went on with what another began.
    List<String> goneOn() {
        return goneOn.stream().map(option -> option.candidate().key()).toList();
    }

    List<Chunk> chunks() {
        return sink.chunks();
    }

    String text() {
        return sink.text();
    }

    void awaitChunk() throws InterruptedException {
        served.await();
    }
}
