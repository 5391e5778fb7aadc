package dev.fogline.cost;

import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;

/// What is known of one model on one backend: its tokens, its speed, its answers' lengths, and how
/// far all that has been off. Immutable; [#learn] returns the next.
///
/// @param promptTokens prompt tokens over characters: the slope is tokens per character, the
///   intercept the template
/// @param beginnings what its prefix cache holds
/// @param first time to the first token
/// @param decode time from there to the last
/// @param lengths of the answers
/// @param doubts about each figure
/// @param observations how many answers taught this
record Speeds(
        LinearFit promptTokens,
        Beginnings beginnings,
        FirstToken first,
        Decoding decode,
        Lengths lengths,
        Doubts doubts,
        long observations) {

    /// English text in the tokenizers of the models at hand makes about four characters a token
    /// (assumed).
    static final double CHARACTERS_PER_TOKEN = 4;

    private static final double TEMPLATE_TOKENS = 8;
    private static final double SPAN_CHARACTERS = 1_000;

    /// Of an answer when nothing is known, for the mean time a slot is taken (assumed).
    private static final double USUAL_TOKENS = 100;

    /// A first token never takes less than some work of the clock's resolution (assumed).
    private static final double LEAST_MILLIS = 0.1;

    private static final double DEVICE_FIRST_MILLIS = 5;
    private static final double DEVICE_PREFILL_MILLIS = 1_000.0 / 240;
    private static final double DEVICE_DECODE_MILLIS = 1_000.0 / 24;
    private static final double DEVICE_RUNNING_SHARE = 0.25;

    /// The file of a model of 1 B parameters in Q8_0.
    private static final double DEVICE_FILE_BYTES = 1.3e9;

    private static final Speeds DEVICE = device(1);
    private static final Speeds CLOUD = assumed(300, 0.2, 20, 0.01);

    /// Before anything was measured.
    ///
    /// A device: 240 prompt and 24 output tokens a second, which is a model of 1 B parameters in
    /// Q8_0 on two cores (measured with llama.cpp 0.5.0 on a Xeon with AMX), and each request in
    /// the batch makes a step a quarter longer (assumed). A cloud: 300 ms to the first token and 50
    /// tokens a second (assumed; the middle of what hosted models of 8 B to 70 B parameters show),
    /// and 1 % a request in the batch (ML.ENERGY Leaderboard v3, Llama-3.1-8B on one H100: 7.3 ms
    /// at batch 8, 47.4 ms at 511).
    static Speeds assumed(Tier tier) {
        return switch (tier) {
            case DEVICE -> DEVICE;
            case CLOUD -> CLOUD;
        };
    }

    /// Before anything was answered, of a model that a device runs.
    static Speeds of(FirstSpeed known) {
        return switch (known) {
            case MeasuredSpeed measured -> measured(measured);
            case FileSize(long bytes) -> device(bytes / DEVICE_FILE_BYTES);
        };
    }

    /// @param size of the model, in those of the one that is assumed
    private static Speeds device(double size) {
        return assumed(
                DEVICE_FIRST_MILLIS,
                size * DEVICE_PREFILL_MILLIS,
                size * DEVICE_DECODE_MILLIS,
                DEVICE_RUNNING_SHARE);
    }

    /// Before anything was answered, but after the device was measured with this model. The first
    /// answer is then one of many and does not set the level, as it does where all is assumed.
    static Speeds measured(MeasuredSpeed speed) {
        double firstMillis = Math.max(LEAST_MILLIS, speed.overheadMillis());
        double prefillMillis = speed.prefillMillisPerToken();
        double decodeMillis = speed.interTokenMillis();
        double serviceMillis = serviceMillis(firstMillis, prefillMillis, decodeMillis);
        return begun(
                FirstToken.measured(firstMillis, prefillMillis, serviceMillis, speed.loadMillis()),
                Decoding.measured(decodeMillis, speed.runningShare()));
    }

    private static Speeds assumed(
            double firstMillis, double prefillMillis, double decodeMillis, double runningShare) {
        double serviceMillis = serviceMillis(firstMillis, prefillMillis, decodeMillis);
        return begun(
                FirstToken.assumed(firstMillis, prefillMillis, serviceMillis),
                Decoding.assumed(decodeMillis, runningShare));
    }

    /// Of a usual answer.
    private static double serviceMillis(
            double firstMillis, double prefillMillis, double decodeMillis) {
        return firstMillis + USUAL_TOKENS * (prefillMillis + decodeMillis);
    }

    /// Nothing was answered yet.
    private static Speeds begun(FirstToken first, Decoding decode) {
        return new Speeds(
                LinearFit.assumed(TEMPLATE_TOKENS, 1 / CHARACTERS_PER_TOKEN, SPAN_CHARACTERS),
                Beginnings.UNKNOWN,
                first,
                decode,
                Lengths.UNKNOWN,
                Doubts.ASSUMED,
                0);
    }

    /// What a request is expected to take of tokens, its answer's length aside.
    Tokens tokens(Features features) {
        double prompt = promptTokens.at(features.characters());
        return new Tokens(prompt, beginnings.cachedTokens(features, prompt), 0);
    }

    Spread outputTokens(Features features) {
        Spread interval = doubts.output().around(lengths.outputTokens(features));
        double most = Math.max(interval.median(), features.mostOutputTokens());
        return new Spread(interval.p05(), interval.median(), Math.min(interval.p95(), most));
    }

    double firstMillis(Tokens tokens, Occupancy node) {
        return first.millis(tokens, node);
    }

    double totalMillis(Tokens tokens, Occupancy node) {
        return first.millis(tokens, node) + decode.millis(tokens, node);
    }

    /// The total for each end of an answer's length.
    Spread totalMillis(Tokens tokens, Spread output, Occupancy node) {
        return decode.millis(tokens, output, node).after(first.millis(tokens, node));
    }

    /// What an answer takes whose tokens are known.
    Times times(Measured measured) {
        Tokens tokens = tokens(measured);
        Occupancy node = Occupancy.of(measured.node());
        double firstMillis = firstMillis(tokens, node);
        double decodeMillis = decode.millis(tokens, node);
        return new Times(
                doubts.firstGiven().around(firstMillis),
                doubts.totalGiven().around(firstMillis + decodeMillis),
                tokens.following() == 0 ? 0 : decodeMillis / tokens.following());
    }

    Speeds learn(Measured measured) {
        Features features = measured.features();
        Occupancy node = Occupancy.of(measured.node());
        Tokens tokens = tokens(measured);
        double firstMillis = measured.timings().firstTokenMillis();
        double totalMillis = measured.timings().totalMillis();
        return new Speeds(
                promptTokens.learn(features.characters(), tokens.prompt()),
                beginnings.learn(
                        features,
                        (int) tokens.prompt(),
                        (int) tokens.cached(),
                        (int) tokens.output()),
                first.learn(tokens, node, firstMillis, totalMillis),
                decode.learn(
                        tokens, node, totalMillis - firstMillis, measured.timings().arrivals()),
                lengths.learn(features, (int) tokens.output()),
                doubts.learn(this, measured),
                observations + 1);
    }

    static Tokens tokens(Measured measured) {
        var usage = measured.usage();
        return new Tokens(usage.promptTokens(), usage.cachedPromptTokens(), usage.outputTokens());
    }

    /// How often the server became faster or slower at once, prompts and answers together.
    long drifts() {
        return first.prefill().pace().drifts() + decode.fit().pace().drifts();
    }

    /// Where the figures come from, for readers.
    String origin() {
        return observations == 0 ? "assumed" : "learnt from " + observations + " answers";
    }

    /// Where those of time come from: a fit whose level is known before the first answer was
    /// measured.
    String speedOrigin() {
        boolean measured = observations == 0 && first.prefill().pace().answers() > 0;
        return measured ? "measured on this device" : origin();
    }

    void save(SavedBytes.Writer to) {
        promptTokens.save(to);
        beginnings.save(to);
        first.save(to);
        decode.save(to);
        lengths.save(to);
        doubts.save(to);
        to.number(observations);
    }

    static Speeds load(SavedBytes.Reader from) {
        return new Speeds(
                LinearFit.load(from),
                Beginnings.load(from),
                FirstToken.load(from),
                Decoding.load(from),
                Lengths.load(from),
                Doubts.load(from),
                from.number());
    }
}
