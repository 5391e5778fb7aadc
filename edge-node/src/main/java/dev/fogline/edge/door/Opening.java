package dev.fogline.edge.door;

import dev.fogline.edge.openai.Figures;
import dev.fogline.edge.openai.Wire;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import java.time.InstantSource;
import java.util.Map;

/// What an answer begins with, drawn from the decision and the option that answers.
final class Opening {

    private final String id;
    private final long epochSeconds;
    private String reason = "";
    private String firstKey = "";

    Opening(String id, InstantSource wallClock) {
        this.id = id;
        this.epochSeconds = wallClock.instant().getEpochSecond();
    }

    String id() {
        return id;
    }

    void decided(Decision decision) {
        switch (decision) {
            case Decision.Route route -> {
                reason = route.reason();
                firstKey = key(route.order().getFirst());
            }
            case Decision.Refuse refuse -> {}
        }
    }

    Map<String, String> headers(Option.Single option) {
        boolean asPlanned = option.candidate().key().equals(firstKey);
        return Figures.predicted(
                id, option, asPlanned ? reason : "in place of " + firstKey + ", which failed");
    }

    Wire.Head head(Option.Single option) {
        return new Wire.Head(id, epochSeconds, option.candidate().model().name());
    }

    private static String key(Option option) {
        return switch (option) {
            case Option.Single single -> single.candidate().key();
            case Option.Hedged hedged -> hedged.first().candidate().key();
        };
    }
}
