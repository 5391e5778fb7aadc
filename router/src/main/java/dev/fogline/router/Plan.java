package dev.fogline.router;

import dev.fogline.spi.Estimate;
import dev.fogline.spi.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What a route's order comes to: perhaps a cascade first, and one option after the other.
///
/// @param cascade tried first of all
/// @param order whom to ask one after the other, best first; never empty
record Plan(Optional<Option.Cascade> cascade, List<Option.Single> order) {

    Plan {
        order = List.copyOf(order);
    }

    /// @param order of a route; the two sides of a cascade that are not in it by themselves come
    ///   last
    static Plan of(List<Option> order) {
        var singles = new LinkedHashMap<String, Option.Single>();
        var behind = new ArrayList<Option.Single>();
        for (Option option : order) {
            switch (option) {
                case Option.Single single -> add(singles, single);
                case Option.Hedged hedged ->
                        behind.addAll(List.of(hedged.first(), hedged.second()));
                case Option.Cascade cascade ->
                        behind.addAll(List.of(cascade.draft(), cascade.next()));
            }
        }
        behind.forEach(single -> add(singles, single));
        Optional<Option.Cascade> cascade =
                order.getFirst() instanceof Option.Cascade first
                        ? Optional.of(first)
                        : Optional.empty();
        return new Plan(cascade, List.copyOf(singles.values()));
    }

    /// What the first step would take.
    Estimate estimate() {
        return cascade.map(Option.Cascade::estimate).orElse(order.getFirst().estimate());
    }

    private static void add(LinkedHashMap<String, Option.Single> singles, Option.Single single) {
        singles.putIfAbsent(single.candidate().key(), single);
    }
}
