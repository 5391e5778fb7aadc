package dev.fogline.cost.accuracy;

/// An error beside what it may be: the goal, or what nobody could do better, whichever is more.
///
/// `most = max(goal, 1.25 * noise)`
///
/// @param error a fraction
/// @param noise the same of a predictor that knows the request already, a fraction; 0 if unknown
/// @param goal a fraction
public record Attained(double error, double noise, double goal) {

    private static final double NOISE_ALLOWANCE = 1.25;

    /// The error that is still good, a fraction.
    public double most() {
        return Math.max(goal, NOISE_ALLOWANCE * noise);
    }

    /// Whether the error is good.
    public boolean met() {
        return error <= most();
    }
}
