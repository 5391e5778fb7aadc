package dev.fogline.cost;

import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;

/// Every number on the way from features to an estimate, so that the estimate and its explanation
/// cannot differ.
///
/// @param characters of the prompt
/// @param promptTokens in the candidate's own tokenizer, template included
/// @param outputTokens of the answer
/// @param waitMillis before the model starts on the request: the queue, and loading where the model
///   is cold
/// @param prefillMillis from there to the first token
/// @param decodeMillis from the first token to the last
/// @param quality probability that the answer is good enough, and where that comes from
record Working(
        Candidate candidate,
        Speeds speeds,
        int characters,
        double promptTokens,
        Spread outputTokens,
        double waitMillis,
        Spread prefillMillis,
        Spread decodeMillis,
        QualityModel.Judgement quality) {

    /// Loading a model that is not in memory; 0.3 to 2.1 s were measured between 135 M and 1 B
    /// parameters.
    static final double COLD_MILLIS = 2_000;

    static Working of(
            Features features, Candidate candidate, Speeds speeds, QualityModel qualities) {
        double prompt = speeds.promptTokens().at(features.characters());
        Spread output = speeds.lengths().outputTokens(features.outputTokens());
        Spread prefill = speeds.firstTokenSpread().around(speeds.firstToken().at(prompt));
        double median = speeds.decode().at(Math.max(0, output.median() - 1));
        double longest = speeds.decode().at(Math.max(0, output.p95() - 1));
        Spread decode = new Spread(median, speeds.decodeSpread().around(longest).p95());
        double wait = waitMillis(candidate.node(), prefill.median() + median);
        return new Working(
                candidate,
                speeds,
                features.characters(),
                prompt,
                output,
                wait,
                prefill,
                decode,
                qualities.judge(
                        features.terms(),
                        candidate.model().name(),
                        candidate.model().qualityPrior()));
    }

    /// The queue drains `slots` requests at a time, each of which takes about as long as this one.
    private static double waitMillis(NodeState node, double serviceMillis) {
        double ahead = Math.max(0.0, (double) node.running() + node.queued() + 1 - node.slots());
        double cold = node.readiness() == NodeState.Readiness.COLD ? COLD_MILLIS : 0;
        return ahead / node.slots() * serviceMillis + cold;
    }

    Spread firstTokenMillis() {
        return new Spread(waitMillis + prefillMillis.median(), waitMillis + prefillMillis.p95());
    }

    Spread totalMillis() {
        Spread first = firstTokenMillis();
        return new Spread(first.median() + decodeMillis.median(), first.p95() + decodeMillis.p95());
    }

    double costUsd() {
        var prices = candidate.model().prices();
        double picoUsd =
                promptTokens * prices.inputPicoUsd()
                        + outputTokens.median() * prices.outputPicoUsd();
        return picoUsd * Money.USD_PER_PICO_USD;
    }

    /// The device draws its power while it works on this request; a wait costs it nothing more.
    double energyJoules() {
        var energy = candidate.model().energy();
        double busySeconds = (prefillMillis.median() + decodeMillis.median()) / 1_000;
        return energy.busyWatts() * busySeconds
                + energy.joulesPerToken() * (promptTokens + outputTokens.median());
    }

    Estimate estimate() {
        return new Estimate(
                firstTokenMillis(),
                totalMillis(),
                costUsd(),
                energyJoules(),
                quality.probability());
    }
}
