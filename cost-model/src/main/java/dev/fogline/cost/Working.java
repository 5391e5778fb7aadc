package dev.fogline.cost;

import dev.fogline.cost.quality.ModelIdentity;
import dev.fogline.cost.quality.OnlineQuality;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;

/// Every number on the way from features to an estimate, so that the estimate and its explanation
/// cannot differ.
///
/// @param features of the request
/// @param node what of its state matters
/// @param tokens expected of the median answer
/// @param outputTokens of the answer
/// @param waitMillis before the model starts on the request
/// @param loadMillis to load the model where it is cold
/// @param rttMillis on the network
/// @param prefillMillis from there to the first token
/// @param decodeMillis from the first token to the last, for each length
/// @param firstTokenMillis all of the first four
/// @param totalMillis all of it
/// @param quality probability that the answer is good enough, and where that comes from
record Working(
        Candidate candidate,
        Speeds speeds,
        Features features,
        Occupancy node,
        Tokens tokens,
        Spread outputTokens,
        double waitMillis,
        double loadMillis,
        double rttMillis,
        double prefillMillis,
        Spread decodeMillis,
        Spread firstTokenMillis,
        Spread totalMillis,
        QualityModel.Judgement quality) {

    static Working of(
            Features features, Candidate candidate, Speeds speeds, OnlineQuality qualities) {
        Occupancy node = Occupancy.expected(candidate.node());
        Tokens prompt = speeds.tokens(features);
        Spread output = speeds.outputTokens(features);
        FirstToken first = speeds.first();
        double wait = first.waitMillis(node);
        double load = first.loadMillis(node);
        double prefill = first.prefillMillis(prompt, node);
        Spread decode = speeds.decode().millis(prompt, output, node);
        double rtt = first.rttMillis(node);
        double firstMillis = wait + load + rtt + prefill;
        return new Working(
                candidate,
                speeds,
                features,
                node,
                prompt.withOutput(output.median()),
                output,
                wait,
                load,
                rtt,
                prefill,
                decode,
                speeds.doubts().first().around(firstMillis),
                speeds.doubts().total().around(decode.after(firstMillis)),
                qualities.judge(
                        features.terms(),
                        ModelIdentity.of(candidate.model()),
                        candidate.model().qualityPrior()));
    }

    /// The prompt's tokens are nearly known, the answer's are not.
    Spread costUsd() {
        return costUsd(energyJoules());
    }

    private Spread costUsd(Spread joules) {
        return new Spread(
                charges(outputTokens.p05(), joules.p05(), decodeMillis.p05()).usd(),
                charges(outputTokens.median(), joules.median(), decodeMillis.median()).usd(),
                charges(outputTokens.p95(), joules.p95(), decodeMillis.p95()).usd());
    }

    /// Of the median answer.
    Charges charges() {
        return charges(outputTokens.median(), energyJoules().median(), decodeMillis.median());
    }

    private Charges charges(double output, double joules, double decoding) {
        return Charges.of(
                candidate, tokens.withOutput(output), joules, busySeconds(decoding) / batch());
    }

    /// The device draws its power while it works on this request; a wait costs it nothing more.
    /// Requests of one batch share it.
    Spread energyJoules() {
        Doubt doubt = speeds.doubts().total();
        double median = energyJoules(busySeconds(decodeMillis.median()), outputTokens.median());
        double least =
                energyJoules(
                        doubt.belowFactor() * busySeconds(decodeMillis.p05()), outputTokens.p05());
        double most =
                energyJoules(
                        doubt.aboveFactor() * busySeconds(decodeMillis.p95()), outputTokens.p95());
        return new Spread(Math.min(median, least), median, Math.max(median, most));
    }

    private double energyJoules(double busySeconds, double output) {
        var energy = candidate.model().energy();
        return energy.busyWatts() * busySeconds / batch()
                + energy.joulesPerToken() * (tokens.uncached() + output);
    }

    double busySeconds() {
        return busySeconds(decodeMillis.median());
    }

    private double busySeconds(double decoding) {
        return (prefillMillis + decoding) / 1_000;
    }

    /// Requests that share a step, this one among them.
    double batch() {
        return node.running() + 1;
    }

    Estimate estimate() {
        Spread joules = energyJoules();
        return new Estimate(
                firstTokenMillis, totalMillis, costUsd(joules), joules, quality.probability());
    }
}
