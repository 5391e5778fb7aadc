package dev.fogline.router.fair;

/// What service is measured in: tokens, each kind by what it takes.
///
/// @param input of a token that is read, positive
/// @param output of a token that is generated, positive
public record ServiceWeights(double input, double output) {

    /// Those of Sheng et al., "Fairness in Serving Large Language Models" (OSDI '24), section 3.1:
    /// a generated token counts as two that are read, as the prices of the time had it.
    public static final ServiceWeights USUAL = new ServiceWeights(1, 2);

    public ServiceWeights {
        if (!(input > 0) || !(output > 0)) {
            throw new IllegalArgumentException(
                    "weights " + input + " and " + output + " must be positive");
        }
    }

    /// Service of so many tokens.
    double of(double inputTokens, double outputTokens) {
        return input * inputTokens + output * outputTokens;
    }
}
