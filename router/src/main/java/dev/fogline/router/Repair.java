package dev.fogline.router;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Chooses what follows an attempt that failed before the client saw anything. Pure, as long as
/// what it is given is.
/// - A fault that looks momentary: the same option, once more, almost at once.
/// - Else an option that was not tried, at once. Nobody backs off while somebody is free.
/// - Else, where an option only has too much to do, that one after a while.
///
/// A time-out and a prompt that does not fit would end the same way: never the same option again.
///
/// @param maxAttempts for one request, ≥ 1
/// @param longestWait before an attempt, positive; who asks for more is not waited for
/// @param backoff between two attempts at one option
record Repair(int maxAttempts, Duration longestWait, Backoff backoff) {

    /// The next attempt.
    ///
    /// @param option whom to ask
    /// @param after how long to wait before, ≥ 0
    record Step(Option.Single option, Duration after) {}

    /// What is known of the backends now.
    ///
    /// @param up whether an option would be answered, as far as its backend and its breaker know
    /// @param rest how long an option's backend is to be left alone, ≥ 0
    /// @param mayRepeat whether the budget allows an option to be asked again; asked once at most,
    ///   and only where that follows
    record Standing(
            Predicate<Option.Single> up,
            Function<Option.Single, Duration> rest,
            Predicate<Option.Single> mayRepeat) {}

    /// @param order the plan, best first
    /// @param attempts so far, at least one; the last one failed
    /// @return empty if the request has failed
    Optional<Step> after(List<Option.Single> order, List<Attempt> attempts, Standing standing) {
        if (attempts.size() >= maxAttempts
                || !(attempts.getLast() instanceof Attempt.Failed last)
                || !last.fault().kind().repairableElsewhere()) {
            return Optional.empty();
        }
        Option.Single failed = last.option();
        if (momentary(last.fault())
                && tries(attempts, failed) == 1
                && standing.up().test(failed)
                && standing.mayRepeat().test(failed)) {
            return Optional.of(new Step(failed, backoff.momentary()));
        }
        return untried(order, attempts, standing)
                .or(() -> patiently(order, attempts, standing))
                .filter(step -> step.after().compareTo(longestWait) <= 0)
                .filter(
                        step ->
                                tries(attempts, step.option()) == 0
                                        || standing.mayRepeat().test(step.option()));
    }

    private Optional<Step> untried(
            List<Option.Single> order, List<Attempt> attempts, Standing standing) {
        return order.stream()
                .filter(option -> tries(attempts, option) == 0)
                .filter(option -> standing.rest().apply(option).isZero())
                .findFirst()
                .map(option -> new Step(option, Duration.ZERO));
    }

    /// Whoever is free first, of those that may do better later.
    private Optional<Step> patiently(
            List<Option.Single> order, List<Attempt> attempts, Standing standing) {
        return order.stream()
                .filter(option -> mayDoBetter(attempts, option, standing))
                .map(option -> new Step(option, pause(attempts, option, standing)))
                .min(Comparator.comparing(Step::after));
    }

    private Duration pause(List<Attempt> attempts, Option.Single option, Standing standing) {
        Duration rest = standing.rest().apply(option);
        int tries = tries(attempts, option);
        if (tries == 0) {
            return rest;
        }
        Duration wait = backoff.overload(tries);
        return rest.compareTo(wait) > 0 ? rest : wait;
    }

    private static boolean mayDoBetter(
            List<Attempt> attempts, Option.Single option, Standing standing) {
        return lastFault(attempts, option)
                .map(
                        fault ->
                                switch (fault.kind()) {
                                    case OVERLOADED -> true;
                                    case UNAVAILABLE, BROKEN_STREAM ->
                                            tries(attempts, option) == 1
                                                    && standing.up().test(option);
                                    case INVALID_REQUEST,
                                            UNKNOWN_MODEL,
                                            CONTEXT_EXCEEDED,
                                            CONTENT_REFUSED,
                                            UNSUPPORTED,
                                            UNAUTHORIZED,
                                            BUDGET_SPENT,
                                            TIMEOUT,
                                            INTERNAL ->
                                            false;
                                })
                .orElse(true); // it was only left alone
    }

    private static boolean momentary(Fault fault) {
        return fault.kind() == FaultKind.UNAVAILABLE && fault.retryAfter().isEmpty();
    }

    private static Optional<Fault> lastFault(List<Attempt> attempts, Option.Single option) {
        return attempts.reversed().stream()
                .filter(attempt -> isFor(attempt, option))
                .map(attempt -> ((Attempt.Failed) attempt).fault())
                .findFirst();
    }

    private static int tries(List<Attempt> attempts, Option.Single option) {
        return (int) attempts.stream().filter(attempt -> isFor(attempt, option)).count();
    }

    private static boolean isFor(Attempt attempt, Option.Single option) {
        return attempt instanceof Attempt.Failed failed
                && failed.option().candidate().key().equals(option.candidate().key());
    }
}
