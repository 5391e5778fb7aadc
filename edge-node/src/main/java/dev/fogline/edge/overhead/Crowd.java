package dev.fogline.edge.overhead;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.CommandException;

/// Many streams open at once through one node.
///
/// @param streams that were opened
/// @param result what became of them
/// @param residentMib of the node before they came, warmed up
/// @param mostResidentMib of the node, the most there ever was
/// @param cpuSeconds of the node, for all of them
record Crowd(
        int streams,
        LoadResult result,
        double residentMib,
        double mostResidentMib,
        double cpuSeconds) {

    private static final double OPENED_PER_SECOND = 1_000;

    private static final int APART_MILLIS = 5_000;

    /// Beyond those of the opening, so that all streams are open at once for a while.
    private static final int MORE_PIECES = 5;

    /// Files of a node that are no streams: its jars, libraries, journal and the rest.
    private static final int OTHER_FILES = 100;

    /// @throws CommandException if this process's limits do not allow for so many
    static Crowd through(Stage stage, int streams) {
        long needed = 2L * streams + OTHER_FILES;
        long limit = ProcFile.openFilesLimit();
        if (limit < needed) {
            throw new CommandException(
                    streams
                            + " streams are two connections each, "
                            + needed
                            + " files, but a process may open "
                            + limit
                            + "; raise it (ulimit -Hn, LimitNOFILE of systemd), or ask for "
                            + Math.max(0, (limit - OTHER_FILES) / 2)
                            + " streams");
        }
        Subject node = stage.fogline();
        long pid = node.process().pid();
        WarmUp.of(stage.load(), node);
        double residentMib = ProcFile.residentMib(pid);
        double cpuMicros = ProcFile.cpuMicros(pid);
        double openingSeconds = streams / OPENED_PER_SECOND;
        int pieces = (int) (openingSeconds * 1_000 / APART_MILLIS) + MORE_PIECES;
        LoadResult result = stage.load().crowd(node, streams, openingSeconds, pieces, APART_MILLIS);
        return new Crowd(
                streams,
                result,
                residentMib,
                ProcFile.mostResidentMib(pid),
                (ProcFile.cpuMicros(pid) - cpuMicros) / 1e6);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("streams", streams)
                .put("completed", result.completed())
                .put("lost", result.errors())
                .put("opening_seconds", tenths(result.seconds()))
                .put("first_byte_millis_p50", tenths(result.firstByteMillisP50()))
                .put("first_byte_millis_p99", tenths(result.firstByteMillisP99()))
                .put("first_byte_millis_most", tenths(result.firstByteMillisMost()))
                .put("rss_mib_before", tenths(residentMib))
                .put("rss_mib_most", tenths(mostResidentMib))
                .put("cpu_seconds", tenths(cpuSeconds));
    }

    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
