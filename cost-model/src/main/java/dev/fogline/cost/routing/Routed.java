package dev.fogline.cost.routing;

/// A question that both models answered, and what a router says of it.
///
/// @param weak how good the weak model's answer is, in [0, 1]
/// @param strong how good the strong model's answer is, in [0, 1]
/// @param score of the router; questions of higher score go to the strong model first
public record Routed(double weak, double strong, double score) {

    public Routed {
        if (!(weak >= 0 && weak <= 1 && strong >= 0 && strong <= 1) || Double.isNaN(score)) {
            throw new IllegalArgumentException(
                    "weak "
                            + weak
                            + " or strong "
                            + strong
                            + " not in [0, 1], or score "
                            + score
                            + " is none");
        }
    }

    /// What the strong model's answer is worth more.
    double gain() {
        return strong - weak;
    }

    /// The same question as another router sees it.
    public Routed scored(double other) {
        return new Routed(weak, strong, other);
    }
}
