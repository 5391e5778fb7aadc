package dev.fogline.cost.curve;

import java.util.List;

/// How long an engine takes from one token to the next, as a sum of what it does in a step.
///
/// ```
/// millis = fixed + perRequest * batch + perPair * batch² + perContextToken * batch * promptTokens
/// ```
///
/// Fixed is reading the weights, the second part multiplying them for every request, the last
/// reading the key-value cache; the square is what the others miss where a step stops being bound
/// by memory and starts to be bound by multiplications. No part is negative, and the sum is fitted
/// by least absolute relative errors.
///
/// Never falls with prompt or batch. Immutable.
record DecodePlane(double fixed, double perRequest, double perPair, double perContextToken) {

    /// @param medians at least one, one per workload
    static DecodePlane fit(List<TimedWorkload> medians) {
        double[][] terms =
                medians.stream().map(one -> terms(one.workload())).toArray(double[][]::new);
        double[] millis = medians.stream().mapToDouble(TimedWorkload::millis).toArray();
        double[] found = NonNegativeFit.leastAbsolute(terms, millis);
        return new DecodePlane(found[0], found[1], found[2], found[3]);
    }

    double millis(Workload workload) {
        double[] parts = {fixed, perRequest, perPair, perContextToken};
        return NonNegativeFit.dot(terms(workload), parts);
    }

    private static double[] terms(Workload workload) {
        double batch = workload.batch();
        return new double[] {1, batch, batch * batch, batch * workload.promptTokens()};
    }
}
