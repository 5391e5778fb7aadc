package dev.fogline.edge.door;

import dev.fogline.edge.openai.Figures;
import dev.fogline.edge.openai.Wire;
import dev.fogline.router.CacheStatus;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// What an answer begins with, drawn from the decision and the option that answers.
final class Opening {

    private final String id;
    private final long epochSeconds;
    private String reason = "";
    private String firstKey = "";
    private Optional<Option.Cascade> cascade = Optional.empty();
    private Optional<CacheStatus> cache = Optional.empty();

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
                firstKey = route.order().getFirst().first().candidate().key();
                cascade =
                        Optional.of(route.order().getFirst())
                                .filter(Option.Cascade.class::isInstance)
                                .map(Option.Cascade.class::cast);
            }
            case Decision.Replay replay -> {}
            case Decision.Refuse refuse -> {}
        }
    }

    void cached(CacheStatus status) {
        cache = Optional.of(status);
    }

    Map<String, String> headers(Option.Single option) {
        Map<String, String> headers = Figures.predicted(id, option, reason(option));
        cache.ifPresent(status -> headers.put("x-fogline-cache", status.word()));
        if (cache.orElse(null) instanceof CacheStatus.Hit(Duration age)) {
            headers.put("age", Long.toString(age.toSeconds()));
        }
        return headers;
    }

    private String reason(Option.Single option) {
        CacheStatus status = cache.orElseGet(CacheStatus.Miss::new);
        return switch (status) {
            case CacheStatus.Hit hit -> "an equal request was given this answer before";
            case CacheStatus.Joined joined -> "an equal request was being answered";
            case CacheStatus.Miss miss ->
                    option.candidate().key().equals(firstKey)
                            ? reason
                            : "in place of " + firstKey + whatItDid(option);
        };
    }

    private String whatItDid(Option.Single instead) {
        return cascade.filter(one -> one.next().candidate().equals(instead.candidate())).isPresent()
                ? ", whose draft was not good enough or failed; " + reason
                : ", which failed";
    }

    Wire.Head head(Option.Single option) {
        return new Wire.Head(id, epochSeconds, option.candidate().model().name());
    }
}
