package dev.fogline.router;

import dev.fogline.cost.LearningEstimator;
import dev.fogline.router.fair.QueueState;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// Answers each request where it is best answered: extract, snapshot, constrain, estimate, rank,
/// perform, learn.
///
/// **Threads**: every method may be called by any number of threads at once. [#handle] and [#embed]
/// block until the answer has ended.
public final class Router implements AutoCloseable {

    private final Extraction extraction = new Extraction();
    private final Catalog catalog;
    private final Optional<Pool> pool;
    private final Plugins plugins;
    private final Performer performer;
    private final SharedAnswers shared;
    private final Embedding embedding;
    private final Optional<Gate> gate;
    private final Journal journal;
    private final AuditFile audit;
    private final Till till;
    private final RouterMetrics metrics;
    private final Ticker ticker;
    private final InstantSource wallClock;
    private final Remembered remembered;
    private final Grading grading;
    private final Shadows shadows;
    private final Metering metering;
    private final Map<String, Double> thresholds;
    private volatile Deciders deciders;

    private Router(
            RouterSetup setup,
            Catalog catalog,
            Optional<Pool> pool,
            Metering metering,
            Breakers breakers,
            Journal journal,
            Till till) {
        this.catalog = catalog;
        this.pool = pool;
        this.metering = metering;
        this.plugins = setup.plugins();
        this.thresholds = journal.thresholds();
        this.deciders = deciders(setup.policies(), Map.of());
        this.gate = Assembly.gate(setup, pool);
        this.embedding =
                new Embedding(
                        new EmbeddingChoice(Assembly.constraints(plugins, Set.of())),
                        gate,
                        new Embedder(catalog, breakers, setup.ticker()));
        Seating seating =
                pool.<Seating>map(
                                members ->
                                        new MembersAgain(
                                                turn -> catalog.snapshot(chance(), turn),
                                                () -> journal.learned().estimator(),
                                                members,
                                                setup.ticker()))
                        .orElse(Seating.NONE);
        this.performer = performer(setup, catalog, breakers, gate, seating);
        this.journal = journal;
        this.audit = AuditFile.open(setup.dataDir(), setup.limits().journalBytes());
        this.till = till;
        var cache = new AnswerCache(setup.cache(), setup.ticker());
        this.metrics = new RouterMetrics(setup.registry(), journal, till.ledger(), cache);
        this.shared = new SharedAnswers(cache, performer, setup.ticker(), metrics::count);
        StateMetrics.register(setup.registry(), catalog, setup.ticker());
        PriceMetrics.register(setup.registry(), setup.everybody());
        NodeMetrics.register(setup.registry(), this::candidates);
        pool.ifPresent(members -> PoolMetrics.register(setup.registry(), members));
        this.ticker = setup.ticker();
        this.wallClock = setup.wallClock();
        this.remembered = new Remembered(setup.limits().rememberedDecisions());
        this.grading = new Grading(remembered, journal, wallClock, metrics::count);
        this.shadows =
                new Shadows(
                        catalog, breakers, grading, () -> ThreadLocalRandom.current().nextDouble());
    }

    /// Starts the backends, reads ledger and journal and is ready to answer.
    ///
    /// @throws RouterException if something configured is of no use; whatever had started is closed
    ///   again
    public static Router open(RouterSetup setup) {
        EstimatorSource estimator = Assembly.estimator(setup);
        Till till = Assembly.till(setup);
        try {
            return over(till, setup, estimator);
        } catch (RuntimeException failed) {
            till.ledger().close();
            throw failed;
        }
    }

    private static Router over(Till till, RouterSetup setup, EstimatorSource estimator) {
        JournalFile file =
                JournalFile.open(setup.dataDir(), Journal.NAME, setup.limits().journalBytes());
        Learning learning =
                Learning.open(new CheckpointFile(setup.dataDir(), "estimator"), estimator);
        Journal journal = Journal.open(file, learning, setup.limits().journalQueue());
        try {
            var breakers = new Breakers(setup.ticker());
            var metering = new Metering();
            Optional<Pool> pool = Assembly.pool(setup, till, metering, breakers);
            var catalog =
                    new Catalog(
                            Assembly.places(setup, till, metering),
                            pool,
                            breakers,
                            metering,
                            setup.ticker());
            return over(catalog, pool, metering, setup, breakers, journal, till);
        } catch (RuntimeException failed) {
            journal.close();
            throw failed;
        }
    }

    private static Router over(
            Catalog catalog,
            Optional<Pool> pool,
            Metering metering,
            RouterSetup setup,
            Breakers breakers,
            Journal journal,
            Till till) {
        try {
            return new Router(setup, catalog, pool, metering, breakers, journal, till);
        } catch (RuntimeException failed) {
            catalog.close();
            throw failed;
        }
    }

    private static Performer performer(
            RouterSetup setup,
            Catalog catalog,
            Breakers breakers,
            Optional<Gate> gate,
            Seating seating) {
        var attempts = new Attempts(catalog, breakers, setup.ticker());
        return new Performer(
                gate,
                seating,
                attempts,
                new Hedges(attempts),
                new Repetitions(catalog, breakers, setup.limits(), setup.ticker(), Router::chance),
                new Warming(
                        catalog, setup.ticker(), Thread.ofVirtual().name("fogline-warming")::start),
                setup.limits(),
                setup.ticker(),
                Sleeper.system());
    }

    /// Answers a request, and tells afterwards what was decided and what became of it.
    ///
    /// @throws InterruptedException if the calling thread was interrupted; nothing runs on and
    ///   nothing is learnt
    public DecisionRecord handle(Call call, ClientSink client) throws InterruptedException {
        long arrivedNanos = ticker.nanos();
        Taken taken = deciders.take(call, till.allowance(call.request().tenant()));
        InferenceRequest request = taken.request();
        Features features = extraction.of(request);
        Sharing sharing = shared.of(taken, call.reuse()); // an equal one may have been answered
        Snapshot snapshot = catalog.snapshot(chance()); // one decision sees one world
        Learned learned = journal.learned();
        Decision decision =
                sharing.replay(learned, arrivedNanos)
                        .orElseGet(() -> taken.decide(features, snapshot, learned, arrivedNanos));
        taken.count(decision);
        client.decided(decision);
        Optional<Overheard> shadowed =
                shadows.draws(taken, decision)
                        ? Optional.of(new Overheard(client))
                        : Optional.empty();
        var task =
                new Task(
                        request,
                        features,
                        taken.conduct(),
                        arrivedNanos + request.timeout().toNanos(),
                        snapshot.balancing().turn(),
                        shadowed.<ClientSink>map(one -> one).orElse(client));
        Outcome outcome = sharing.perform(task, decision); // the only stage with effects
        var entry =
                new DecisionRecord(
                        request.id(),
                        wallClock.millis(),
                        request.model(),
                        request.tenant(),
                        features,
                        decision,
                        outcome,
                        taken.threshold());
        remembered.add(entry);
        if (taken.classification().dataClass() == DataClass.PRIVATE) {
            audit.write(
                    entry.id(), entry.epochMillis(), taken.classification(), outcome.attempts());
        }
        metrics.count(outcome);
        metrics.countDraft(decision, outcome);
        journal.offer(entry); // one writer learns from it
        shadowed.ifPresent(
                one ->
                        shadows.ask(
                                request, entry, one.heard().text(), taken.conduct().shadowShare()));
        return entry;
    }

    /// Turns texts into vectors with the one model that the client means: nothing is decided,
    /// repaired or learnt. The constraints hold.
    ///
    /// @param whenGone takes, once and before anybody is asked, whom to tell when the client
    ///   leaves; see [ClientSink#whenGone]
    /// @throws InterruptedException if the calling thread was interrupted; nothing runs on
    public EmbeddingOutcome embed(EmbeddingRequest asked, Consumer<Runnable> whenGone)
            throws InterruptedException {
        Wanted wanted = wanted(whenGone);
        EmbeddingRequest request = asked.of(deciders.usualClass(asked.dataClass(), asked.texts()));
        EmbeddingOutcome outcome =
                embedding.of(
                        request,
                        catalog.snapshot(),
                        till.allowance(request.tenant()),
                        ticker.nanos(),
                        wanted);
        metrics.count(outcome);
        return outcome;
    }

    private static Wanted wanted(Consumer<Runnable> whenGone) {
        var wanted = new Wanted();
        whenGone.accept(wanted::end);
        return wanted;
    }

    /// What would be done with a request now, and how every figure arises.
    public Explained explain(Call call) {
        Taken taken = deciders.take(call, till.allowance(call.request().tenant()));
        Features features = extraction.of(taken.request());
        long nowNanos = ticker.nanos();
        Learned learned = journal.learned();
        Decision decision = taken.decide(features, catalog.snapshot(), learned, nowNanos);
        List<Explained.Working> workings =
                decision.assessments().stream()
                        .map(
                                assessment ->
                                        new Explained.Working(
                                                assessment.candidate(),
                                                taken.standing(assessment),
                                                working(
                                                        learned,
                                                        features,
                                                        assessment.candidate(),
                                                        nowNanos)))
                        .toList();
        return new Explained(decision, workings);
    }

    /// Names of models that leave the choice to a policy, beside `auto`.
    public Set<String> aliases() {
        return deciders.aliases();
    }

    /// Puts other policies in force, for requests that arrive from now on.
    public void policies(PolicyBook book) {
        deciders = deciders(book, deciders.keepers());
    }

    /// What the device was measured to draw above idle while requests run, in place of what was
    /// assumed.
    ///
    /// @param watts ≥ 0; empty while unknown
    public void busyWatts(OptionalDouble watts) {
        metering.busyWatts(watts);
    }

    private Deciders deciders(PolicyBook book, Map<String, QuotaKeeper> keepers) {
        return new Deciders(
                book, Assembly.constraints(plugins, book.aliases()), keepers, thresholds);
    }

    /// A request that has ended, if it is still remembered.
    public Optional<DecisionRecord> decision(String id) {
        return remembered.find(id);
    }

    /// Members that come and go, where a pool is configured.
    public Optional<Pool> pool() {
        return pool;
    }

    /// Takes a grade of an answer that was given, and learns from it what the model that gave it is
    /// good at. Of a private request that leaves no trace.
    ///
    /// @param id of the request, while it is remembered
    /// @param grade in [0, 1]: 1 for a good answer, 0 for a bad one
    public Verdict grade(String id, double grade) {
        return grading.grade(id, grade);
    }

    /// Who could be asked, as seen now.
    public List<Candidate> candidates() {
        return catalog.snapshot().candidates();
    }

    /// How full the queue is that requests wait in; empty where none is configured.
    public Optional<QueueState> queue() {
        return gate.filter(Gate::queues).map(Gate::state);
    }

    /// Who could be asked, and how long a request would wait there; for whoever announces it.
    public List<Outlook> outlooks() {
        Estimator estimator = journal.learned().estimator();
        return candidates().stream()
                .map(candidate -> new Outlook(candidate, waitMillis(estimator, candidate)))
                .toList();
    }

    private static double waitMillis(Estimator estimator, Candidate candidate) {
        return estimator instanceof LearningEstimator learning ? learning.waitMillis(candidate) : 0;
    }

    private static double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /// Whether somebody could answer.
    public boolean ready() {
        return candidates().stream()
                .anyMatch(candidate -> candidate.node().readiness() != NodeState.Readiness.DOWN);
    }

    /// Ends running generations, writes what journal and ledger still hold and frees everything.
    @Override
    public void close() {
        shadows.close();
        catalog.close();
        performer.close();
        embedding.close();
        audit.close();
        journal.close();
        till.ledger().close();
    }

    /// An estimator that cannot explain a candidate it ruled out explains nothing of it.
    private static List<Explanation> working(
            Learned learned, Features features, Candidate candidate, long nowNanos) {
        try {
            return learned.estimator().explain(features, candidate, nowNanos);
        } catch (RuntimeException thrown) {
            return List.of();
        }
    }
}
