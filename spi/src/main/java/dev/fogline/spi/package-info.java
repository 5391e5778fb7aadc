/// The pipeline's nouns (candidate, estimate, decision, attempt, outcome, observation), the four
/// verbs a plugin may implement ([Backend], [Constraint], [Estimator], [Policy]) and their
/// providers.
package dev.fogline.spi;
