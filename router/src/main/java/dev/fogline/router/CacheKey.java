package dev.fogline.router;

import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.request.Sampling;
import java.util.Optional;

/// Everything an answer depends on. Requests of equal keys may have one answer.
///
/// @param policy whose rules the answer kept
record CacheKey(
        String tenant,
        String policy,
        String model,
        Input input,
        Sampling sampling,
        OutputFormat format,
        int maxOutputTokens) {

    /// Empty for a request whose answer must not be kept, or is wanted new each time: a private
    /// one, and one that leaves it to chance.
    static Optional<CacheKey> of(InferenceRequest request, String policy) {
        Sampling sampling = request.sampling();
        boolean certain = sampling.greedy() || sampling.seed().isPresent();
        return request.dataClass() == DataClass.PUBLIC && certain
                ? Optional.of(
                        new CacheKey(
                                request.tenant(),
                                policy,
                                request.model(),
                                request.input(),
                                sampling,
                                request.format(),
                                request.maxOutputTokens()))
                : Optional.empty();
    }

    /// About what it takes in memory.
    long bytes() {
        return 2L * input.texts().stream().mapToLong(String::length).sum();
    }
}
