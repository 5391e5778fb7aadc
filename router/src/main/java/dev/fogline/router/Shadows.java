package dev.fogline.router;

import dev.fogline.router.GradedRecord.By;
import dev.fogline.router.Grading.Weighed;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Observation.Graded;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.DoubleSupplier;

/// Asks the other side too, after some answers, and grades the device's answer by its likeness to
/// the cloud's.
///
/// Which requests are shadowed is drawn by chance before they are answered, so their grades are of
/// all requests alike, and each stands for as many as it was drawn from (inverse-propensity
/// weighting; Horvitz and Thompson, 1952). Never private ones. It is an attempt of its own: the
/// client never waits for it, the outcome does not know of it, the ledger charges it to the tenant
/// as `ID-shadow`, within the budget. Nobody is asked who is down or left alone, and while as many
/// run as may, none is begun.
final class Shadows implements AutoCloseable {

    /// At the end of a request's name.
    static final String SUFFIX = "-shadow";

    private static final int MOST_AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Catalog catalog;
    private final Breakers breakers;
    private final Grading grading;
    private final DoubleSupplier chance;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    /// @param chance uniform in [0, 1)
    Shadows(Catalog catalog, Breakers breakers, Grading grading, DoubleSupplier chance) {
        this.catalog = catalog;
        this.breakers = breakers;
        this.grading = grading;
        this.chance = chance;
    }

    /// Whether an answer that is about to be given will be compared.
    boolean draws(Taken taken, Decision decision) {
        double share = taken.conduct().shadowShare();
        return share > 0
                && taken.classification().dataClass() != DataClass.PRIVATE
                && decision instanceof Decision.Route
                && chance.getAsDouble() < share;
    }

    /// Asks the other side on a thread of its own, if there is one that may be asked.
    ///
    /// @param answer what the client was given; empty if that was too long
    void ask(InferenceRequest request, DecisionRecord entry, String answer, double share) {
        Optional<Candidate> served = served(entry.outcome());
        Optional<Candidate> other = served.flatMap(one -> other(entry.decision(), one));
        if (other.isEmpty() || answer.isEmpty() || !free.tryAcquire()) {
            return;
        }
        var shadow = new Shadow(served.get(), other.get(), answer, share);
        Thread asking =
                Thread.ofVirtual()
                        .name("fogline-shadow")
                        .unstarted(() -> run(request, entry, shadow));
        running.add(asking);
        asking.start();
        Thread.ofVirtual().start(() -> end(asking));
    }

    /// @param answer of the one that served
    private record Shadow(Candidate served, Candidate other, String answer, double share) {}

    private static Optional<Candidate> served(Outcome outcome) {
        return outcome instanceof Outcome.Completed ? Grading.answered(outcome) : Optional.empty();
    }

    private Optional<Candidate> other(Decision decision, Candidate served) {
        return decision instanceof Decision.Route route
                ? route.order().stream()
                        .filter(Option.Single.class::isInstance)
                        .map(option -> ((Option.Single) option).candidate())
                        .filter(candidate -> candidate.model().tier() != served.model().tier())
                        .filter(catalog::up)
                        .filter(candidate -> !breakers.left(candidate).isPositive())
                        .findFirst()
                : Optional.empty();
    }

    private void run(InferenceRequest request, DecisionRecord entry, Shadow shadow) {
        try {
            var heard = new HeardText();
            catalog.backend(shadow.other().backend())
                    .generate(named(request), shadow.other().model().name(), heard);
            if (!heard.text().isEmpty()) {
                grade(entry, shadow, heard.text());
            }
        } catch (BackendException | RuntimeException | LinkageError failed) {
            // nobody waits for it; the ledger and the breakers of real attempts know enough
        } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
        } finally {
            running.remove(Thread.currentThread());
            free.release();
        }
    }

    private void grade(DecisionRecord entry, Shadow shadow, String text) {
        Candidate device =
                shadow.served().model().tier() == Tier.DEVICE ? shadow.served() : shadow.other();
        double weight = Math.min(Graded.MOST_WEIGHT, 1 / shadow.share());
        grading.offer(
                device, entry, new Weighed(Likeness.of(shadow.answer(), text), weight), By.SHADOW);
    }

    private static InferenceRequest named(InferenceRequest request) {
        return new InferenceRequest(
                request.id() + SUFFIX,
                request.model(),
                request.input(),
                request.sampling(),
                request.format(),
                request.maxOutputTokens(),
                request.timeout(),
                request.tenant(),
                request.dataClass());
    }

    private static void end(Thread asking) {
        try {
            if (!asking.join(PATIENCE)) {
                asking.interrupt();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends those that run.
    @Override
    public void close() {
        running.forEach(Thread::interrupt);
    }
}
