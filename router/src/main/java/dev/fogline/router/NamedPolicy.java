package dev.fogline.router;

import dev.fogline.spi.Policy;
import java.util.List;

/// One policy of a policy file: what it insists on, how it orders what is left, and how its routes
/// are carried out.
///
/// @param name as files, headers and decisions have it
/// @param requirements what rules candidates out
/// @param objective what orders the others
/// @param conduct how the order is worked through
public record NamedPolicy(
        String name, Requirements requirements, Policy objective, Conduct conduct) {

    /// What a second, a good answer and a kilowatt-hour are worth where nobody says: a second of
    /// waiting 0.36 USD an hour, a good answer a cent, energy what a household pays (assumed).
    public static final Aim.Price USUAL_PRICE = new Aim.Price(0.0001, 0.01, 0.3);

    /// What decides where nothing is configured.
    public static NamedPolicy balanced(Limits limits) {
        return new NamedPolicy(
                "balanced",
                Requirements.NONE,
                new Objective("balanced", USUAL_PRICE, List.of(), List.of()),
                Conduct.within(limits));
    }
}
