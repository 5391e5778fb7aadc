package dev.fogline.cost;

/// The speed that a machine allows a model at best, from two ceilings.
///
/// A generated token reads every weight it is multiplied with once, a prompt token shares that
/// reading with its whole batch and is bound by multiplications (Williams, Waterman and Patterson,
/// "Roofline", CACM 52(4), 2009). Reading the key-value cache is left out: for a context of some
/// thousand tokens it is a small part of the weights, for the longest ones it is not.
///
/// @param bytesPerSecond read from memory, above 0
/// @param operationsPerSecond multiplications and additions of weights, above 0
public record Roofline(double bytesPerSecond, double operationsPerSecond) {

    /// One multiplication and one addition.
    private static final double OPERATIONS_PER_WEIGHT = 2;

    public Roofline {
        if (!(bytesPerSecond > 0) || !(operationsPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "bytesPerSecond "
                            + bytesPerSecond
                            + " or operationsPerSecond "
                            + operationsPerSecond
                            + " not above 0");
        }
    }

    /// `decode = bytesPerSecond / tokenBytes`, but never faster than a prompt is read. Not valid
    /// for models that fit into the processor's caches, which are faster than that.
    ///
    /// @param tokenBytes read for one token, ≥ 1
    /// @param promptWeights multiplied for one token of a prompt, ≥ 1
    public double decodeTokensPerSecond(long tokenBytes, long promptWeights) {
        return Math.min(bytesPerSecond / tokenBytes, prefillTokensPerSecond(promptWeights));
    }

    /// `prefill = operationsPerSecond / (2 × promptWeights)`.
    ///
    /// @param promptWeights multiplied for one token of a prompt, ≥ 1
    public double prefillTokensPerSecond(long promptWeights) {
        return operationsPerSecond / (OPERATIONS_PER_WEIGHT * promptWeights);
    }
}
