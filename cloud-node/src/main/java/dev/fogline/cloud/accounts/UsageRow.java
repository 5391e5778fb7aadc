package dev.fogline.cloud.accounts;

/// What one tenant used on one day, of one kind of figures.
///
/// @param tenant who pays
/// @param day of UTC, as `2026-11-27`
/// @param tokens `counted` by the engine; `estimated` where it was not heard to the end; `unknown`
///   where the node went down meanwhile
/// @param attempts that were made
/// @param promptTokens read, cached ones included
/// @param cachedPromptTokens of these, taken from a prefix cache
/// @param outputTokens generated
/// @param nanoUsd at the prices of the time
/// @param joules they took
public record UsageRow(
        String tenant,
        String day,
        String tokens,
        long attempts,
        long promptTokens,
        long cachedPromptTokens,
        long outputTokens,
        long nanoUsd,
        double joules) {

    /// Both together; tenant, day and kind of the first.
    public UsageRow plus(UsageRow other) {
        return new UsageRow(
                tenant,
                day,
                tokens,
                attempts + other.attempts,
                promptTokens + other.promptTokens,
                cachedPromptTokens + other.cachedPromptTokens,
                outputTokens + other.outputTokens,
                nanoUsd + other.nanoUsd,
                joules + other.joules);
    }
}
