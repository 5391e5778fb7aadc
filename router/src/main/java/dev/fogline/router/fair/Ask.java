package dev.fogline.router.fair;

/// A request that wants a slot, as far as its share matters.
///
/// @param tenant whose it is
/// @param priority of the tenant, its weight, ≥ 1: twice the priority, twice the tokens
/// @param inputTokens to read, estimated, ≥ 0
/// @param expectedOutputTokens before anything is known of the tenant's answers, ≥ 0
/// @param mostOutputTokens that it may generate, ≥ 0
public record Ask(
        String tenant,
        int priority,
        int inputTokens,
        double expectedOutputTokens,
        int mostOutputTokens) {

    public Ask {
        if (priority < 1) {
            throw new IllegalArgumentException("priority " + priority + " is below 1");
        }
        if (inputTokens < 0 || mostOutputTokens < 0 || !(expectedOutputTokens >= 0)) {
            throw new IllegalArgumentException("tokens below 0");
        }
    }
}
