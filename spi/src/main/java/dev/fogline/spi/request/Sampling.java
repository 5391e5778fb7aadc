package dev.fogline.spi.request;

import java.util.List;
import java.util.OptionalLong;

/// How tokens are drawn, in OpenAI's names and ranges.
///
/// A value equal to the default of [#DEFAULT] counts as not given, so a backend need not forward
/// it.
///
/// @param temperature in [0, 2]; 0 is greedy: always the most probable token
/// @param topP in (0, 1]: the smallest set of tokens that holds this probability; 1 keeps all
/// @param topK at most so many tokens; 0 keeps all
/// @param minP in [0, 1): tokens below this share of the most probable one are dropped; 0 keeps all
/// @param frequencyPenalty in [-2, 2]: subtracted from a token's logit once for each time it has
///   appeared
/// @param presencePenalty in [-2, 2]: subtracted once if it has appeared at all
/// @param seed equal seeds and equal requests give equal answers where the backend can; empty for
///   any
/// @param stop texts that end the answer and are not part of it, at most [#MAX_STOPS], none empty
/// @param topProbabilities how many alternatives to report with each token, 0 to 20;
///   [#NO_PROBABILITIES] for no report
public record Sampling(
        double temperature,
        double topP,
        int topK,
        double minP,
        double frequencyPenalty,
        double presencePenalty,
        OptionalLong seed,
        List<String> stop,
        int topProbabilities) {

    /// No token probabilities are wanted.
    public static final int NO_PROBABILITIES = -1;

    /// As OpenAI bounds it.
    public static final int MAX_STOPS = 4;

    /// What a client gets that says nothing, as OpenAI documents it.
    public static final Sampling DEFAULT =
            new Sampling(1, 1, 0, 0, 0, 0, OptionalLong.empty(), List.of(), NO_PROBABILITIES);

    /// The most probable token, always.
    public static final Sampling GREEDY =
            new Sampling(0, 1, 0, 0, 0, 0, OptionalLong.empty(), List.of(), NO_PROBABILITIES);

    public Sampling {
        within("temperature", temperature, 0, 2);
        within("top_p", topP, Double.MIN_NORMAL, 1);
        within("top_k", topK, 0, Integer.MAX_VALUE);
        within("min_p", minP, 0, Math.nextDown(1.0));
        within("frequency_penalty", frequencyPenalty, -2, 2);
        within("presence_penalty", presencePenalty, -2, 2);
        within("top_logprobs", topProbabilities, NO_PROBABILITIES, 20);
        stop = List.copyOf(stop);
        if (stop.size() > MAX_STOPS || stop.contains("")) {
            throw new IllegalArgumentException(
                    "stop takes at most " + MAX_STOPS + " texts, none of them empty");
        }
    }

    /// The same, with so many alternatives reported at least.
    ///
    /// @param alternatives 0 to 20
    public Sampling reporting(int alternatives) {
        return new Sampling(
                temperature,
                topP,
                topK,
                minP,
                frequencyPenalty,
                presencePenalty,
                seed,
                stop,
                Math.max(topProbabilities, alternatives));
    }

    /// Whether the most probable token is always taken.
    public boolean greedy() {
        return temperature == 0;
    }

    private static void within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    name + " " + value + " is not in [" + low + ", " + high + "]");
        }
    }
}
