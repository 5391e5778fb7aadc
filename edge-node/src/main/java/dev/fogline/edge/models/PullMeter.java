package dev.fogline.edge.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.Progress;
import dev.fogline.edge.pull.Bytes;
import dev.fogline.edge.pull.PullWatch;
import dev.fogline.spi.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Shows how a pull goes: a line on the error stream that is rewritten, or JSON lines on the
/// output, twice a second at most; and what to do if it is stopped by Ctrl-C.
final class PullMeter implements PullWatch {

    private static final long SHOWN_EVERY_NANOS = 500_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int SECONDS_PER_MINUTE = 60;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final Ticker ticker;
    private final Progress progress;
    private String name = "";
    private long shownAtNanos;
    private long startedAtNanos;
    private long startedBytes = -1;
    private @Nullable Thread onStop;

    PullMeter(CommandLine line, boolean json, Ticker ticker) {
        this.out = line.getOut();
        this.err = line.getErr();
        this.json = json;
        this.ticker = ticker;
        this.progress = new Progress(err);
        this.shownAtNanos = ticker.nanos() - SHOWN_EVERY_NANOS;
    }

    /// @param part where the beginning is kept
    void begin(String model, Path part) {
        name = model;
        var hook = new Thread(() -> stopped(part), "pull-stopped");
        Runtime.getRuntime().addShutdownHook(hook);
        onStop = hook;
    }

    /// Takes the line away; nothing is interrupted any more. May be called again.
    void end() {
        progress.end();
        Thread hook = onStop;
        if (hook != null) {
            onStop = null;
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException exiting) {
                // it is running, and says what is to be said
            }
        }
    }

    @Override
    public void at(long doneBytes, long totalBytes) {
        long now = ticker.nanos();
        if (startedBytes < 0 || doneBytes < startedBytes) {
            startedBytes = doneBytes;
            startedAtNanos = now;
        }
        if (now - shownAtNanos < SHOWN_EVERY_NANOS && doneBytes != totalBytes) {
            return;
        }
        shownAtNanos = now;
        double seconds = (now - startedAtNanos) / NANOS_PER_SECOND;
        long perSecond = seconds > 0 ? (long) ((doneBytes - startedBytes) / seconds) : 0;
        if (json) {
            out.println(line(doneBytes, totalBytes, perSecond));
            out.flush();
        } else {
            progress.show(text(doneBytes, totalBytes, perSecond));
        }
    }

    @Override
    public void note(String line) {
        startedBytes = -1;
        progress.end();
        if (json) {
            out.println(
                    JsonNodeFactory.instance.objectNode().put("event", "note").put("text", line));
            out.flush();
        } else {
            err.println(line);
            err.flush();
        }
    }

    /// Such as `small: 812 MiB of 1.2 GiB, 61 MiB/s, 0:07 left`.
    String text(long doneBytes, long totalBytes, long perSecond) {
        String amount =
                totalBytes < 0
                        ? Bytes.text(doneBytes)
                        : (totalBytes == 0 ? 100 : 100 * doneBytes / totalBytes)
                                + " % ("
                                + Bytes.text(doneBytes)
                                + " of "
                                + Bytes.text(totalBytes)
                                + ")";
        String left =
                totalBytes < 0 || perSecond == 0
                        ? ""
                        : ", " + left(totalBytes - doneBytes, perSecond);
        return name + ": " + amount + ", " + Bytes.text(perSecond) + "/s" + left;
    }

    private static String left(long bytes, long perSecond) {
        long seconds = Math.ceilDiv(bytes, perSecond);
        return String.format(
                Locale.ROOT,
                "%d:%02d left",
                seconds / SECONDS_PER_MINUTE,
                seconds % SECONDS_PER_MINUTE);
    }

    private ObjectNode line(long doneBytes, long totalBytes, long perSecond) {
        ObjectNode line =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("event", "progress")
                        .put("name", name)
                        .put("done_bytes", doneBytes);
        if (totalBytes >= 0) {
            line.put("total_bytes", totalBytes);
        }
        return line.put("bytes_per_second", perSecond);
    }

    private void stopped(Path part) {
        progress.end();
        String kept = "";
        try {
            kept = Bytes.text(Files.size(part)) + " are kept in " + part + "; ";
        } catch (IOException none) {
            // then there is nothing to go on with
        }
        err.println("stopped: " + kept + "the same command goes on with it");
        err.flush();
    }
}
