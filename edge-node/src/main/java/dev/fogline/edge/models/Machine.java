package dev.fogline.edge.models;

import dev.fogline.cost.Roofline;
import dev.fogline.edge.device.MachineFigures;

/// This machine, as far as models care.
///
/// @param memoryBytes a process may have at most; [Long#MAX_VALUE] if nobody says
/// @param freeBytes of these that nobody uses now
/// @param threads that would compute
/// @param ceilings of its speed
/// @param source where the ceilings come from
record Machine(long memoryBytes, long freeBytes, int threads, Roofline ceilings, String source) {

    /// Multiplications and additions of quantised weights per second and thread, where the
    /// processor has matrix instructions. Measured: llama.cpp 0.5.0 reads 121 prompt tokens a
    /// second with a model of 1 B parameters in Q4_0, one thread of a Xeon with AMX.
    private static final double MATRIX_OPERATIONS = 230e9;

    /// The same processor without them (weights not repacked): 43 tokens a second.
    private static final double VECTOR_OPERATIONS = 80e9;

    /// Looks at it and measures its memory for about a second.
    static Machine here(MachineFigures memory) throws InterruptedException {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        double bytesPerSecond = StreamSpeed.measure(threads);
        boolean matrix = memory.hasMatrixInstructions();
        double operations = (matrix ? MATRIX_OPERATIONS : VECTOR_OPERATIONS) * threads;
        return new Machine(
                memory.totalBytes(),
                memory.freeBytes(),
                threads,
                new Roofline(bytesPerSecond, operations),
                "decode: memory read at %.1f GB/s by %d thread%s, measured now; prefill: %.0f"
                                .formatted(
                                        bytesPerSecond / 1e9,
                                        threads,
                                        threads == 1 ? "" : "s",
                                        operations / 1e9)
                        + " billion operations/s, assumed from a Xeon "
                        + (matrix ? "with" : "without use of")
                        + " AMX");
    }
}
