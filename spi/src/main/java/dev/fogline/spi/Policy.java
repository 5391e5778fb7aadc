package dev.fogline.spi;

import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.request.Features;
import java.util.List;

/// The only place where milliseconds, dollars, joules and quality are traded.
///
/// Answers: *whom to ask first, whom if that fails, and why?*
///
/// **Called** once per request, concurrently, on the request's thread. **Pure**: no clock,
/// randomness, IO or logging.
public interface Policy {

    /// The word for it in decisions and metrics; constant, kebab-case.
    String name();

    /// @param eligible at least one, in the catalog's order
    /// @return an order over some or all of them, best first; never empty
    Ranking rank(Features features, List<Eligible> eligible);

    /// The same with cascades to choose from, which stand at the head of an order or nowhere.
    ///
    /// @param cascades between eligible candidates, at least one, by how readily they hand over
    /// @return an order as [#rank] gives it, or such a one behind one of the cascades; a policy
    ///   that knows nothing of cascades has none
    default Ranking rank(
            Features features, List<Eligible> eligible, List<Option.Cascade> cascades) {
        return rank(features, eligible);
    }

    /// How a candidate stands with this policy: the figures it is judged by, and what it misses;
    /// for explanations only. Empty if there is nothing to say.
    default String standing(Eligible eligible) {
        return "";
    }

    /// @param order best first; the tail is the fallback plan
    /// @param reason one sentence with the figures that made the first one win
    record Ranking(List<Option> order, String reason) {

        public Ranking {
            order = List.copyOf(order);
            if (order.isEmpty()) {
                throw new IllegalArgumentException("a ranking must not be empty");
            }
        }
    }
}
