package dev.fogline.cloud.beacon;

/// Counts what happens in one second. Safe for many threads.
final class Tally {

    private int samples;
    private double load;
    private double usdPerMillion;
    private int asked;
    private int toPool;
    private int failed;
    private double bestUsd;
    private double lostUsd;

    synchronized void sample(double loadNow, double usdPerMillionNow) {
        samples++;
        load += loadNow;
        usdPerMillion += usdPerMillionNow;
    }

    synchronized void failed() {
        asked++;
        failed++;
    }

    /// @param poolUsd what the request would have cost there, time included, when it was asked
    /// @param deviceUsd the same of the device
    synchronized void answered(boolean byPool, double poolUsd, double deviceUsd) {
        double best = Math.min(poolUsd, deviceUsd);
        asked++;
        toPool += byPool ? 1 : 0;
        bestUsd += best;
        lostUsd += (byPool ? poolUsd : deviceUsd) - best;
    }

    synchronized Moment moment() {
        int times = Math.max(1, samples);
        return new Moment(
                load / times, usdPerMillion / times, asked, toPool, failed, bestUsd, lostUsd);
    }
}
