package dev.fogline.router;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Option;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Chooses who goes on with an answer that broke off after the client saw a part of it. Pure.
///
/// Whoever was not tried yet and can go on with a text does so, in the order of the plan. The
/// client's text cannot be taken back, so nobody starts over.
final class Resumption {

    private Resumption() {}

    /// The attempt that gave the client its last piece; empty while it has none.
    static Optional<Attempt.Failed> cut(List<Attempt> attempts) {
        for (Attempt attempt : attempts.reversed()) {
            if (attempt instanceof Attempt.Failed failed && failed.chunksSent() > 0) {
                return Optional.of(failed);
            }
        }
        return Optional.empty();
    }

    /// @param cut what broke off
    /// @param rest what to ask for, if it can be asked for
    /// @return empty if the request has failed
    static Optional<Repair.Step> after(
            Attempt.Failed cut,
            Optional<InferenceRequest> rest,
            List<Option.Single> order,
            List<Attempt> attempts) {
        if (rest.isEmpty() || !cut.fault().kind().repairableElsewhere()) {
            return Optional.empty();
        }
        boolean plain = rest.get().input() instanceof Input.Completion;
        return order.stream()
                .filter(
                        option ->
                                plain
                                        || option.candidate()
                                                .model()
                                                .abilities()
                                                .contains(Ability.CONTINUATION))
                .filter(
                        option ->
                                attempts.stream()
                                        .noneMatch(attempt -> attempt.option().equals(option)))
                .findFirst()
                .map(option -> new Repair.Step(option, Duration.ZERO));
    }
}
