package dev.fogline.router.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Writes lines for many callers at once: one thread takes all that wait, writes them with one
/// call, and lets their callers go on.
///
/// The thread is virtual, as its callers are: it takes its turn among them, so a line needs no
/// switch by the kernel to be written and none to be told so, and more lines wait by then.
///
/// Callers block where the queue is full; nothing is dropped. Without `fsync` a caller goes on when
/// the operating system has its line: no crash of the process loses it. With it, when the disk has.
/// Waits are not interruptible: they are as short as a write, and a line that was asked for and not
/// waited for could not be told from one that was never written.
///
/// The queue and `closed` are guarded by `lock`; the files belong to the thread.
final class GroupWriter implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(GroupWriter.class.getName());

    /// Days whose file stays open: attempts that began yesterday still end today.
    private static final int OPEN_FILES = 2;

    private final DayFile.Opener opener;
    private final Durability durability;
    private final int queueLines;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final ArrayDeque<QueuedLine> queue = new ArrayDeque<>();
    private final TreeMap<LocalDate, DayFile> files = new TreeMap<>();
    private final AtomicLong unwritten = new AtomicLong();
    private final Thread thread;
    private boolean closed;

    /// When a caller may go on.
    enum Durability {
        /// The operating system has the line.
        WRITTEN,
        /// The disk has it.
        FORCED
    }

    /// @param queueLines that may wait, ≥ 1; callers beyond them block
    GroupWriter(DayFile.Opener opener, Durability durability, int queueLines) {
        this.opener = opener;
        this.durability = durability;
        this.queueLines = queueLines;
        this.thread = Thread.ofVirtual().name("fogline-ledger").start(this::run);
    }

    /// Takes a line; blocks while the queue is full.
    ///
    /// @throws LedgerException if the writer is closed
    QueuedLine append(LocalDate day, byte[] line) {
        var queued = new QueuedLine(day, line);
        lock.lock();
        try {
            while (queue.size() >= queueLines && !closed) {
                emptied.awaitUninterruptibly();
            }
            if (closed) {
                throw new LedgerException("the ledger is closed");
            }
            queue.add(queued);
            filled.signal();
        } finally {
            lock.unlock();
        }
        return queued;
    }

    /// Lines that could not be written.
    long unwritten() {
        return unwritten.get();
    }

    /// Writes what is queued and ends.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            filled.signal();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (List<QueuedLine> group = next(); !group.isEmpty(); group = next()) {
            var byDay = new TreeMap<LocalDate, List<QueuedLine>>();
            group.forEach(
                    line -> byDay.computeIfAbsent(line.day(), day -> new ArrayList<>()).add(line));
            byDay.forEach(this::write);
        }
        files.values().forEach(GroupWriter::closeQuietly);
    }

    /// All that wait; none if the writer is closed.
    private List<QueuedLine> next() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                filled.awaitUninterruptibly();
            }
            var group = List.copyOf(queue);
            queue.clear();
            emptied.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void write(LocalDate day, List<QueuedLine> group) {
        try {
            DayFile file = file(day);
            var lines = new ByteArrayOutputStream();
            group.forEach(line -> lines.writeBytes(line.bytes()));
            file.append(ByteBuffer.wrap(lines.toByteArray()));
            if (durability == Durability.FORCED) {
                file.force();
            }
            group.forEach(QueuedLine::written);
        } catch (IOException | RuntimeException failed) {
            if (unwritten.getAndAdd(group.size()) == 0) {
                LOG.log(Level.WARNING, "the ledger cannot be written: {0}", failed.getMessage());
            }
            takeBack(day);
            group.forEach(line -> line.failed(failed));
        }
    }

    private void takeBack(LocalDate day) {
        DayFile file = files.get(day);
        if (file != null) {
            try {
                file.takeBack();
            } catch (IOException again) {
                LOG.log(Level.WARNING, "the ledger keeps a torn line: {0}", again.getMessage());
            }
        }
    }

    private DayFile file(LocalDate day) throws IOException {
        DayFile file = files.get(day);
        if (file == null) {
            file = opener.open(day);
            files.put(day, file);
            if (files.size() > OPEN_FILES) {
                LocalDate oldest = files.firstKey();
                forget(oldest.equals(day) ? files.higherKey(oldest) : oldest);
            }
        }
        return file;
    }

    private void forget(LocalDate day) {
        DayFile file = files.remove(day);
        if (file != null) {
            closeQuietly(file);
        }
    }

    /// What was written is written; there is nobody to tell.
    private static void closeQuietly(DayFile file) {
        try {
            file.close();
        } catch (IOException lost) {
            LOG.log(Level.WARNING, "a ledger file did not close: {0}", lost.getMessage());
        }
    }
}
