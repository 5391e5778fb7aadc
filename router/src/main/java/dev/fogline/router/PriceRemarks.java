package dev.fogline.router;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/// What an operator should know of the prices before they are trusted.
public final class PriceRemarks {

    private PriceRemarks() {}

    /// One line for each catalogue that is stale and each backend nobody knows the price of; none
    /// if all is well.
    public static List<String> of(List<BackendSetup> backends, LocalDate today) {
        return backends.stream().flatMap(backend -> remarks(backend, today)).distinct().toList();
    }

    private static Stream<String> remarks(BackendSetup backend, LocalDate today) {
        return switch (backend.pricing()) {
            case Pricing.Fixed fixed -> Stream.empty();
            case Pricing.Listed listed ->
                    listed
                            .staleness(today)
                            .map(
                                    age ->
                                            "the prices of "
                                                    + listed.catalogue().version()
                                                    + " are "
                                                    + age
                                                    + "; `prices: {file: …}` in the configuration"
                                                    + " reads newer ones")
                            .stream();
            case Pricing.Unknown(String reason) ->
                    Stream.of(
                            "backend "
                                    + backend.name()
                                    + ": price unknown and reckoned as 0: "
                                    + reason
                                    + "; give its entry `prices`, amounts or a provider");
        };
    }
}
