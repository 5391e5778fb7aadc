package dev.fogline.edge.overhead;

/// One look at one subject: whole answers as fast as they come, whole answers at a fixed rate,
/// streams.
///
/// @param cpuMicrosPerRequest at [#CONNECTIONS] connections, the subject's own time
/// @param requestsPerSecond of the same run
/// @param cpuMicrosPerChunk at as many streams, their beginnings and ends shared out over the
///   chunks
/// @param millisP50 at [#PER_SECOND] requests a second
/// @param firstByteMillisP50 of the streams
/// @param errors of all three
record Round(
        double cpuMicrosPerRequest,
        double requestsPerSecond,
        double cpuMicrosPerChunk,
        double millisP50,
        double millisP99,
        double firstByteMillisP50,
        double firstByteMillisP99,
        int errors) {

    static final int CONNECTIONS = 32;
    static final int PER_SECOND = 300;

    static Round of(LoadProcess load, Subject subject, double seconds) {
        long pid = subject.process().pid();
        double start = ProcFile.cpuMicros(pid);
        LoadResult closed = load.closed(subject, CONNECTIONS, seconds);
        double afterClosed = ProcFile.cpuMicros(pid);
        LoadResult open = load.open(subject, PER_SECOND, seconds);
        double afterOpen = ProcFile.cpuMicros(pid);
        LoadResult streams = load.streams(subject, CONNECTIONS, seconds);
        double afterStreams = ProcFile.cpuMicros(pid);
        return new Round(
                (afterClosed - start) / Math.max(1, closed.completed()),
                closed.completed() / closed.seconds(),
                (afterStreams - afterOpen) / Math.max(1, LoadProcess.pieces(streams)),
                open.millisP50(),
                open.millisP99(),
                streams.firstByteMillisP50(),
                streams.firstByteMillisP99(),
                closed.errors() + open.errors() + streams.errors());
    }
}
