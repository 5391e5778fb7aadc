package dev.fogline.backend.llamacpp.machine;

import java.util.HashSet;
import java.util.List;

/// The processors of a machine and how many of them this process may use. Pure.
///
/// @param all those that are on; empty where the system does not tell
/// @param quota as many as the process may use at the same time, ≥ 1, which a container may have
///   less of than there are
public record Processors(List<Processor> all, int quota) {

    /// A core that can do less than this share of the fastest one is an efficient one (assumed): it
    /// lies between the small cores of Arm's processors, far below, and what favoured cores of
    /// other processors have above their neighbours.
    private static final double SLOW = 0.82;

    /// A processor as the system counts them: one of a core's threads.
    ///
    /// @param core which core it is one of; equal for all its threads, unique in the machine
    /// @param speed relative to others of the machine, in any unit; 0 where it is not known
    public record Processor(String core, long speed) {}

    public Processors {
        all = List.copyOf(all);
        if (quota < 1) {
            throw new IllegalArgumentException("quota " + quota + " is below 1");
        }
    }

    /// How many threads should compute: one for each core of the fast kind, no more than the quota,
    /// and of several one is left to others.
    ///
    /// A second thread on a core shares its arithmetic units with the first, and one on a slow core
    /// lets all others wait at every barrier.
    ///
    /// @return ≥ 1
    public int computing() {
        long fastest = all.stream().mapToLong(Processor::speed).max().orElse(0);
        var cores = new HashSet<String>();
        for (Processor processor : all) {
            if (processor.speed() == 0 || processor.speed() >= SLOW * fastest) {
                cores.add(processor.core());
            }
        }
        int usable = cores.isEmpty() ? quota : Math.min(cores.size(), quota);
        return Math.max(1, usable - 1);
    }
}
