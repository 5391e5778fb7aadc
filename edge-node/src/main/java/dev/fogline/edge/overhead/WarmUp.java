package dev.fogline.edge.overhead;

/// Brings a subject to where its compiler has no more to do: slices of load until the compiler
/// hardly takes part in them.
///
/// Equal slices are no sign of that. On one core a compiler falls a minute behind the load, and
/// what it takes of each slice meanwhile, up to half, is steady too.
final class WarmUp {

    private static final double SLICE_SECONDS = 1.5;

    /// Of a slice's processor time, for the compiler.
    private static final double SETTLED = 0.05;

    private static final int SETTLED_TIMES = 2;
    private static final int MOST_SLICES = 40;

    private WarmUp() {}

    /// @return how many seconds it took
    static double of(LoadProcess load, Subject subject) {
        int settled = 0;
        int slices = 0;
        while (slices < MOST_SLICES && settled < SETTLED_TIMES) {
            settled = compilerShare(load, subject) <= SETTLED ? settled + 1 : 0;
            slices++;
        }
        return 2 * SLICE_SECONDS * slices;
    }

    private static double compilerShare(LoadProcess load, Subject subject) {
        long pid = subject.process().pid();
        double compiled = ProcFile.compilerMicros(pid);
        double start = ProcFile.cpuMicros(pid);
        load.streams(subject, Round.CONNECTIONS, SLICE_SECONDS);
        load.closed(subject, Round.CONNECTIONS, SLICE_SECONDS);
        return (ProcFile.compilerMicros(pid) - compiled)
                / Math.max(1, ProcFile.cpuMicros(pid) - start);
    }
}
