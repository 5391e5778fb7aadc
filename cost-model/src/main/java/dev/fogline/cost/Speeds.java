package dev.fogline.cost;

import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Observation.Measured;

/// What is known of the speed of one model on one backend. Immutable; [#learn] returns the next.
///
/// @param promptTokens prompt tokens over characters: the slope is tokens per character, the
///   intercept the template
/// @param firstToken milliseconds to the first token over prompt tokens: the slope is prefill, the
///   intercept all else
/// @param firstTokenSpread how far first tokens stray from it
/// @param decode milliseconds after the first token over the tokens that followed: the slope is the
///   inter-token latency
/// @param decodeSpread how far decodes stray from it
/// @param lengths of the answers
/// @param observations how many answers taught this
record Speeds(
        LinearFit promptTokens,
        LinearFit firstToken,
        LogSpread firstTokenSpread,
        LinearFit decode,
        LogSpread decodeSpread,
        Lengths lengths,
        long observations) {

    /// English text in the tokenizers of the models at hand makes about four characters a token
    /// (assumed).
    static final double CHARACTERS_PER_TOKEN = 4;

    private static final double TEMPLATE_TOKENS = 8;
    private static final double SPAN_CHARACTERS = 1_000;
    private static final double SPAN_TOKENS = 100;

    /// Before anything was measured.
    ///
    /// A device: 240 prompt and 24 output tokens a second, which is a model of 1 B parameters in
    /// Q8_0 on two cores (measured with llama.cpp 0.5.0 on a Xeon with AMX). A cloud: 300 ms to the
    /// first token and 50 tokens a second (assumed; the middle of what hosted models of 8 B to 70 B
    /// parameters show).
    static Speeds assumed(Tier tier) {
        return switch (tier) {
            case DEVICE -> assumed(5, 1_000.0 / 240, 1_000.0 / 24);
            case CLOUD -> assumed(300, 0.2, 20);
        };
    }

    /// Before anything was answered, but after the device was measured with this model.
    static Speeds measured(MeasuredSpeed speed) {
        return assumed(
                speed.overheadMillis(), speed.prefillMillisPerToken(), speed.interTokenMillis());
    }

    private static Speeds assumed(double firstMillis, double prefillMillis, double decodeMillis) {
        return new Speeds(
                LinearFit.assumed(TEMPLATE_TOKENS, 1 / CHARACTERS_PER_TOKEN, SPAN_CHARACTERS),
                LinearFit.assumed(firstMillis, prefillMillis, SPAN_TOKENS),
                LogSpread.ASSUMED,
                LinearFit.assumed(0, decodeMillis, SPAN_TOKENS),
                LogSpread.ASSUMED,
                Lengths.UNKNOWN,
                0);
    }

    Speeds learn(Measured measured) {
        int prompt = measured.usage().promptTokens();
        int following = Math.max(0, measured.usage().outputTokens() - 1);
        double first = measured.timings().firstTokenMillis();
        double rest = measured.timings().totalMillis() - first;
        return new Speeds(
                promptTokens.learn(measured.features().characters(), prompt),
                firstToken.learn(prompt, first),
                firstTokenSpread.learn(first, firstToken.at(prompt)),
                following == 0 ? decode : decode.learn(following, rest),
                following == 0 ? decodeSpread : decodeSpread.learn(rest, decode.at(following)),
                lengths.learn(measured.usage().outputTokens()),
                observations + 1);
    }
}
