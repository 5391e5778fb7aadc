package dev.fogline.spi.model;

/// The memory that a model takes while it runs, in bytes; an estimate.
///
/// @param weights the weights themselves
/// @param cache the keys and values of every token held
/// @param compute what a step needs on top
/// @param process everything else
public record MemoryNeed(long weights, long cache, long compute, long process) {

    public MemoryNeed {
        if (weights < 0 || cache < 0 || compute < 0 || process < 0) {
            throw new IllegalArgumentException(
                    "weights "
                            + weights
                            + ", cache "
                            + cache
                            + ", compute "
                            + compute
                            + ", process "
                            + process);
        }
    }

    /// All of it.
    public long total() {
        return weights + cache + compute + process;
    }
}
