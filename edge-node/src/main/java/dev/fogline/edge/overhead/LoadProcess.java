package dev.fogline.edge.overhead;

import dev.fogline.edge.door.NodeClient;
import java.util.Locale;

/// The load in its own process, as the measurement sees it.
record LoadProcess(Child process) {

    /// 32 tokens in a third of a second: a small model on a good graphics card.
    private static final int PIECES = 32;

    private static final int APART_MILLIS = 10;

    /// Whole answers, one after the other on each connection.
    LoadResult closed(Subject subject, int connections, double seconds) {
        return run("closed", subject, connections, seconds, 1, 0);
    }

    /// Whole answers at a fixed rate.
    LoadResult open(Subject subject, double perSecond, double seconds) {
        return run("open", subject, perSecond, seconds, 1, 0);
    }

    /// Streams, one after the other on each connection.
    LoadResult streams(Subject subject, int connections, double seconds) {
        return run("stream", subject, connections, seconds, PIECES, APART_MILLIS);
    }

    /// So many streams at once, opened one after the other, each of which lasts.
    LoadResult crowd(
            Subject subject, int streams, double openingSeconds, int pieces, int apartMillis) {
        return run("once", subject, streams, openingSeconds, pieces, apartMillis);
    }

    /// Pieces that a run of [#streams] has brought.
    static int pieces(LoadResult result) {
        return result.completed() * PIECES;
    }

    private LoadResult run(
            String kind,
            Subject subject,
            double amount,
            double seconds,
            int pieces,
            int apartMillis) {
        String order =
                String.format(
                        Locale.ROOT,
                        "%s %d %.1f %.3f %d %d",
                        kind,
                        subject.process().port(),
                        amount,
                        seconds,
                        pieces,
                        apartMillis);
        return LoadResult.of(NodeClient.parse(process.ask(order)));
    }
}
