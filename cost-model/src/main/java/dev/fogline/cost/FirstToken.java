package dev.fogline.cost;

/// How long a server takes to the first token.
///
/// ```
/// firstTokenMillis = wait + load + rtt + prefill
/// wait    = what was announced, else waitShare * turnsAhead * serviceMillis
/// load    = loadMillis where the model is cold, else 0
/// rtt     = pace * roundTrips * rttMillis
/// prefill = pace * (fixed + perToken * uncached + perPair * uncached * prompt
///                   + perRunning * running + perTokenAndRunning * uncached * running
///                   + perUnread * unread)
/// ```
///
/// Reading is linear in the tokens that no cache has, attention quadratic; a request that joins a
/// batch waits for the step that runs, and shares each of its own (Agrawal and others,
/// "Sarathi-Serve", OSDI 2024). Prompts are read in the order they came: an engine first reads what
/// is unread of those before, a pool of many engines hardly any of it. A queue drains `slots` at a
/// time, each of which takes a mean service time (`turnsAhead` is the number ahead over the slots).
/// Of an answer that waited, both parts are taken to have been off by the same factor. Immutable.
///
/// @param prefill fixed, perToken, perPair, perRunning, perTokenAndRunning, roundTrips, perUnread
/// @param service mean time of an answer without its wait, milliseconds
/// @param waitShare of a service time that a turn takes: less than 1 where the others were well on
///   their way
/// @param load of a cold model, milliseconds
record FirstToken(PacedFit prefill, Mean service, Mean waitShare, Mean load) {

    static final int FIXED = 0;
    static final int PER_TOKEN = 1;
    static final int PER_PAIR = 2;
    static final int PER_RUNNING = 3;
    static final int PER_TOKEN_AND_RUNNING = 4;
    static final int ROUND_TRIPS = 5;
    static final int PER_UNREAD = 6;
    private static final int TERMS = 7;

    /// One answer's wait counts as at most so many times what was expected, and at least as one
    /// part in so many.
    private static final double WORST_FACTOR = 4;

    /// Loading a model that is not in memory; 0.3 to 2.1 s were measured between 135 M and 1 B
    /// parameters.
    private static final double COLD_MILLIS = 2_000;

    /// @param fixedMillis of an empty prompt, above 0
    /// @param tokenMillis of a prompt token
    /// @param serviceMillis of an answer
    static FirstToken assumed(double fixedMillis, double tokenMillis, double serviceMillis) {
        double[] coefficients = {fixedMillis, tokenMillis, 0, 0, 0, 1, tokenMillis};
        double[][] points = {
            {1, 0, 0, 0, 0, 0, 0},
            {1, 100, 10_000, 0, 0, 0, 0},
            {1, 1_000, 1_000_000, 0, 0, 0, 0},
            {1, 100, 10_000, 4, 400, 0, 0},
            {1, 100, 10_000, 0, 0, 50, 0},
            {1, 100, 10_000, 0, 0, 0, 500}
        };
        return new FirstToken(
                PacedFit.assumed(coefficients, points),
                Mean.assumed(serviceMillis),
                Mean.assumed(1),
                Mean.assumed(COLD_MILLIS));
    }

    /// Of a device that was measured.
    ///
    /// @param fixedMillis of an empty prompt, above 0
    /// @param tokenMillis of a prompt token
    /// @param serviceMillis of an answer
    /// @param loadMillis of a cold model
    static FirstToken measured(
            double fixedMillis, double tokenMillis, double serviceMillis, double loadMillis) {
        FirstToken assumed = assumed(fixedMillis, tokenMillis, serviceMillis);
        return new FirstToken(
                assumed.prefill.begun(),
                assumed.service,
                assumed.waitShare,
                Mean.assumed(loadMillis));
    }

    double prefillMillis(Tokens tokens, Occupancy node) {
        double uncached = tokens.uncached();
        double perToken =
                prefill.now(PER_TOKEN)
                        + prefill.now(PER_PAIR) * tokens.prompt()
                        + prefill.now(PER_TOKEN_AND_RUNNING) * node.running();
        return prefill.now(FIXED)
                + perToken * uncached
                + prefill.now(PER_RUNNING) * node.running()
                + prefill.now(PER_UNREAD) * node.unreadTokens();
    }

    double waitMillis(Occupancy node) {
        return node.announcedWaitMillis().isPresent()
                ? node.announcedWaitMillis().getAsDouble()
                : waitShare.value() * node.turnsAhead() * service.value();
    }

    double rttMillis(Occupancy node) {
        return prefill.now(ROUND_TRIPS) * node.rttMillis();
    }

    double loadMillis(Occupancy node) {
        return node.cold() ? load.value() : 0;
    }

    double millis(Tokens tokens, Occupancy node) {
        return waitMillis(node) + loadMillis(node) + rttMillis(node) + prefillMillis(tokens, node);
    }

    /// A cold start teaches how long loading takes and nothing else.
    FirstToken learn(Tokens tokens, Occupancy node, double firstMillis, double totalMillis) {
        if (node.cold()) {
            double warm = millis(tokens, node) - loadMillis(node);
            return new FirstToken(
                    prefill, service, waitShare, load.learn(Math.max(0, firstMillis - warm)));
        }
        double wait = waitMillis(node);
        double expected = millis(tokens, node);
        double share = wait > 0 ? 1 - wait / expected : 1;
        double factor =
                wait > 0 ? Math.clamp(firstMillis / expected, 1 / WORST_FACTOR, WORST_FACTOR) : 1;
        return new FirstToken(
                prefill.learn(terms(tokens, node), share * firstMillis, share),
                service.learn(Math.max(0, totalMillis - wait)),
                wait > 0 && node.announcedWaitMillis().isEmpty()
                        ? waitShare.learn(waitShare.value() * factor)
                        : waitShare,
                load);
    }

    private double[] terms(Tokens tokens, Occupancy node) {
        double uncached = tokens.uncached();
        return new double[] {
            1,
            uncached,
            uncached * tokens.prompt(),
            node.running(),
            uncached * node.running(),
            node.rttMillis(),
            node.unreadTokens()
        };
    }

    void save(SavedBytes.Writer to) {
        prefill.save(to);
        service.save(to);
        waitShare.save(to);
        load.save(to);
    }

    static FirstToken load(SavedBytes.Reader from) {
        return new FirstToken(
                PacedFit.load(from, TERMS), Mean.load(from), Mean.load(from), Mean.load(from));
    }
}
