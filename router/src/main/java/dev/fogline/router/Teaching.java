package dev.fogline.router;

import dev.fogline.spi.Announcement;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Terms;
import java.util.Optional;

/// What a request that has ended teaches of time, tokens and money. Pure.
final class Teaching {

    private Teaching() {}

    /// Only a served answer teaches. Nothing but the attempt that served counts: what came before
    /// was another backend's. The rest of a resumed answer has a longer prompt and a shorter text
    /// than what was predicted, so it teaches nothing; nor does an answer of another request.
    static Optional<Measured> of(DecisionRecord entry) {
        return switch (entry.outcome()) {
            case Outcome.Completed completed ->
                    completed.resumed()
                            ? Optional.empty()
                            : Optional.of(measured(entry, completed.served()));
            case Outcome.Shared shared -> Optional.empty();
            case Outcome.Failed failed -> Optional.empty();
            case Outcome.Cancelled cancelled -> Optional.empty();
        };
    }

    private static Measured measured(DecisionRecord entry, Attempt.Served served) {
        Option.Single option = served.option();
        return new Measured(
                option.candidate().backend(),
                option.candidate().model().name(),
                option.candidate().model().tier(),
                withoutTerms(entry.features()),
                timeless(option.candidate().node()),
                option.estimate(),
                served.timings(),
                served.answer().usage());
    }

    /// What is learnt from is what a line holds: a restarted node then learns the same.
    private static Features withoutTerms(Features features) {
        return new Features(
                features.characters(),
                features.promptTokens(),
                features.outputTokens(),
                features.mostOutputTokens(),
                features.dataClass(),
                features.needs(),
                features.kind(),
                features.prefixHash(),
                Terms.NONE);
    }

    private static NodeState timeless(NodeState node) {
        NodeState timeless = node.observedAt(0);
        return node.announcement()
                .map(
                        told ->
                                new Announcement(
                                        told.waitMillis(), Optional.empty(), told.loadFactor()))
                .map(timeless::announcing)
                .orElse(timeless);
    }
}
