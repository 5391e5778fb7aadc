package dev.fogline.router;

import dev.fogline.router.privacy.Detector;
import dev.fogline.spi.Policy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One policy of a policy file: what it insists on, how it orders what is left, and how its routes
/// are carried out.
///
/// @param name as files, headers and decisions have it
/// @param requirements what rules candidates out
/// @param detector what makes a request private by its text; one that looks for nothing for none
/// @param objective what orders the others
/// @param conduct how the order is worked through
/// @param quota how much goes to the cloud; empty to leave that to the objective
public record NamedPolicy(
        String name,
        Requirements requirements,
        Detector detector,
        Policy objective,
        Conduct conduct,
        Optional<Quota> quota) {

    /// Without a quota.
    public NamedPolicy(
            String name,
            Requirements requirements,
            Detector detector,
            Policy objective,
            Conduct conduct) {
        this(name, requirements, detector, objective, conduct, Optional.empty());
    }

    /// What a second, a good answer and a kilowatt-hour are worth where nobody says: a second of
    /// waiting 0.36 USD an hour, a good answer a cent, energy what a household pays (assumed).
    public static final Aim.Price USUAL_PRICE = new Aim.Price(0.0001, 0.01, 0.3);

    /// No text makes a request private.
    public static final Detector LOOKING_FOR_NOTHING = Detector.of(Set.of());

    /// What decides where nothing is configured.
    public static NamedPolicy balanced(Limits limits) {
        return new NamedPolicy(
                "balanced",
                Requirements.NONE,
                LOOKING_FOR_NOTHING,
                new Objective("balanced", USUAL_PRICE, List.of(), List.of()),
                Conduct.within(limits));
    }
}
