package dev.fogline.router;

import dev.fogline.spi.request.Features;

/// Looks again at a plan before it is carried out, for a request that has waited since it was made.
interface SecondLook {

    /// What was planned is still right.
    SecondLook NONE = (plan, features, turn) -> plan;

    /// @param turn of the request among members of a pool; see [Task]
    /// @return with the same candidates
    Plan at(Plan plan, Features features, long turn);
}
