package dev.fogline.router;

import dev.fogline.router.fair.Arrival;
import dev.fogline.router.fair.Ask;
import dev.fogline.router.fair.FairSchedule;
import dev.fogline.router.fair.FairSetup;
import dev.fogline.router.fair.MinuteWindow;
import dev.fogline.router.fair.Moment;
import dev.fogline.router.fair.QueueSetup;
import dev.fogline.router.fair.QueueState;
import dev.fogline.router.fair.ServiceRate;
import dev.fogline.router.fair.ServiceWeights;
import dev.fogline.router.fair.Ticket;
import dev.fogline.router.fair.Used;
import dev.fogline.router.tenants.TenantLimits;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets requests through to the performer: as many at once as there are slots and as the members of
/// a pool can take, in the order of the fair schedule, and none of a tenant whose minute is used
/// up. Who would wait too long is told so when it comes, not when it is too late.
///
/// What waits here goes to the member that is free first; what waits in a member's own queue waits
/// there, however wrong its choice has turned out, and in the order in which it came (the bounded
/// queues of Kogias and others, "R2P2", USENIX ATC 2019).
///
/// **Threads**: any number; each request waits on its own. Everything is guarded by `lock`.
final class Gate {

    /// What a client is told that nobody can tell more: as long as a slot takes to come free.
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /// Nobody's patience is longer, and longer waits are not believed.
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final double NANOS_PER_SECOND = 1e9;

    /// Requests that wait for members of a pool where nobody has set a bound (assumed: some minutes
    /// of what a large pool is asked).
    private static final int USUAL_PLACES = 10_000;

    /// Without a queue every request has a slot, and waits for members alone.
    private static final QueueSetup ALL_AT_ONCE =
            new QueueSetup(Integer.MAX_VALUE, USUAL_PLACES, LONGEST);

    /// A request as the conversation trace has them; see [Extraction].
    private static final Ask USUAL = new Ask("", 1, 1_000, 129, Integer.MAX_VALUE);

    private final FairSetup setup;
    private final QueueSetup queue;
    private final Supplier<Room> room;
    private final Ticker ticker;
    private final GateMetrics metrics;
    private final FairSchedule schedule;
    private final ServiceRate rate = new ServiceRate();
    private final Map<String, MinuteWindow> minutes = new HashMap<>();
    private final Map<Ticket, Waiter> waiters = new HashMap<>();
    private final Map<Ticket, Turn> turns = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /// Started, and not yet counted where they will run.
    private int unseated;

    /// Of the members, when last looked at.
    private int seats = Integer.MAX_VALUE;

    /// @param room at the members of the pool; called with the lock held, returns at once
    Gate(FairSetup setup, Supplier<Room> room, Ticker ticker, GateMetrics metrics) {
        this.room = room;
        this.setup = setup;
        this.queue = setup.queue().orElse(ALL_AT_ONCE);
        this.ticker = ticker;
        this.metrics = metrics;
        this.schedule = new FairSchedule(queue.slots(), queue.places(), ServiceWeights.USUAL);
        metrics.watch(this::waiting, this::state);
    }

    /// What became of a request that wanted through.
    sealed interface Passage {

        /// It may run, until it tells its turn that it has ended.
        ///
        /// @param waited whether there was no slot when it came
        record Open(Turn turn, boolean waited) implements Passage {}

        /// It may not.
        record Refused(Fault fault) implements Passage {}

        /// Nobody wants its answer any more.
        record Left() implements Passage {}
    }

    /// What a request brings along.
    ///
    /// @param tenant whose it is
    /// @param inputTokens estimated
    /// @param expectedOutputTokens of a usual answer
    /// @param mostOutputTokens allowed
    /// @param deadlineNanos on the ticker
    /// @param serviceMillis that answering will probably take
    record Guest(
            String tenant,
            int inputTokens,
            double expectedOutputTokens,
            int mostOutputTokens,
            long deadlineNanos,
            double serviceMillis) {}

    /// Returns when the request may run, or when it is certain that it may not.
    ///
    /// @throws InterruptedException if the thread was interrupted from outside; nothing is held
    Passage pass(Guest guest, Wanted wanted) throws InterruptedException {
        metrics.came(guest.tenant());
        TenantLimits limits = setup.tenants().limits(guest.tenant());
        Waiter waiter;
        lock.lock();
        try {
            long now = ticker.nanos();
            fold(now);
            Optional<Fault> over = overMinute(guest, limits, now);
            if (over.isPresent()) {
                metrics.refused(guest.tenant(), GateMetrics.TOKENS_PER_MINUTE);
                return new Passage.Refused(over.get());
            }
            Ask ask = ask(guest, limits);
            Duration patience = patience(guest, now);
            Optional<Duration> wait = expectedWait(ask, now);
            if (wait.isPresent() && wait.get().compareTo(patience) > 0) {
                metrics.refused(guest.tenant(), GateMetrics.TOO_LATE);
                return new Passage.Refused(tooLate(wait.get(), patience));
            }
            Optional<Ticket> ticket = place(ask);
            if (ticket.isEmpty()) {
                metrics.refused(guest.tenant(), GateMetrics.QUEUE_FULL);
                return new Passage.Refused(full(wait));
            }
            waiter = new Waiter(ticket.get(), now, lock.newCondition());
            waiters.put(ticket.get(), waiter);
            minute(guest.tenant(), limits).ifPresent(used -> used.add(guest.inputTokens(), now));
            start(now);
        } finally {
            lock.unlock();
        }
        return await(waiter, guest, limits, wanted);
    }

    /// How full it is.
    QueueState state() {
        lock.lock();
        try {
            long now = ticker.nanos();
            fold(now);
            return new QueueState(
                    queue.slots(),
                    schedule.running(),
                    schedule.waiting(),
                    rate.perSecond(now),
                    expectedWait(USUAL, now));
        } finally {
            lock.unlock();
        }
    }

    /// Whether requests wait here, or are only counted: they may, or do.
    boolean queues() {
        lock.lock();
        try {
            return setup.queue().isPresent() || schedule.waiting() > 0;
        } finally {
            lock.unlock();
        }
    }

    private int waiting(String tenant) {
        lock.lock();
        try {
            return schedule.waiting(tenant);
        } finally {
            lock.unlock();
        }
    }

    private Passage await(Waiter waiter, Guest guest, TenantLimits limits, Wanted wanted)
            throws InterruptedException {
        Runnable leave = () -> leave(waiter);
        wanted.otherwise(leave);
        lock.lock();
        try {
            boolean waited = waiter.state == State.WAITING;
            while (waiter.state == State.WAITING) {
                long left = patience(guest, ticker.nanos()).toNanos();
                if (left <= 0) {
                    withdraw(waiter, State.LATE);
                } else {
                    var _ = waiter.changed.awaitNanos(left);
                }
            }
            return switch (waiter.state) {
                case STARTED -> new Passage.Open(turn(waiter), waited);
                case LEFT -> {
                    giveBack(guest, limits);
                    yield new Passage.Left();
                }
                case EVICTED -> refused(guest, limits, GateMetrics.QUEUE_FULL);
                case LATE -> refused(guest, limits, GateMetrics.TOO_LATE);
                case WAITING -> throw new IllegalStateException("it still waits");
            };
        } catch (InterruptedException interrupted) {
            withdraw(waiter, State.LEFT);
            if (waiter.state == State.STARTED) { // between the interrupt and the lock
                turn(waiter).end(new Used(0, 0)); // which gives back as well
            } else {
                giveBack(guest, limits);
            }
            throw interrupted;
        } finally {
            lock.unlock();
            wanted.forget(leave);
        }
    }

    /// Ends a turn: what it charged gives way to what it took.
    void end(Turn turn, Used used) {
        lock.lock();
        try {
            long now = ticker.nanos();
            fold(now);
            turns.remove(turn.ticket());
            Ask ask = turn.ticket().ask();
            rate.served(schedule.end(turn.ticket(), used), now);
            minute(ask.tenant(), setup.tenants().limits(ask.tenant()))
                    .ifPresent(
                            minute ->
                                    minute.add(
                                            (long) used.inputTokens()
                                                    - ask.inputTokens()
                                                    + used.outputTokens(),
                                            now));
            metrics.used(ask.tenant(), used);
            start(now);
        } finally {
            lock.unlock();
        }
    }

    /// What running requests have generated since somebody looked.
    private void fold(long now) {
        at(now);
        for (Turn turn : turns.values()) {
            int tokens = turn.takeGenerated();
            if (tokens > 0) {
                schedule.generated(turn.ticket(), tokens);
                rate.served(schedule.generated(tokens), now);
            }
        }
    }

    private void start(long now) {
        int free = 0;
        if (schedule.waiting() > 0) {
            Room found = room.get();
            free = found.free();
            seats = found.seats();
            at(now);
        }
        for (Optional<Ticket> next = next(free); next.isPresent(); next = next(free)) {
            Ticket ticket = next.get();
            unseated++;
            Waiter waiter = waiters.remove(ticket);
            if (waiter == null) {
                throw new IllegalStateException("nobody waits for this turn");
            }
            turns.put(ticket, new Turn(this, ticket));
            rate.full(full(), now);
            rate.served(schedule.admitted(ticket), now);
            metrics.waited((now - waiter.sinceNanos) / NANOS_PER_SECOND);
            waiter.becomes(State.STARTED);
        }
        rate.full(full(), now);
    }

    /// @param free places at members before anybody was started
    private Optional<Ticket> next(int free) {
        return unseated < free ? schedule.next() : Optional.empty();
    }

    private void at(long now) {
        schedule.at(new Moment(now, seats, rate.perSecond(now)));
    }

    private boolean full() {
        return schedule.running() >= queue.slots() || schedule.waiting() > 0;
    }

    /// Members have come, gone or said something.
    void look() {
        lock.lock();
        try {
            long now = ticker.nanos();
            fold(now);
            start(now);
        } finally {
            lock.unlock();
        }
    }

    /// One that was started is counted where it will run.
    void seated() {
        lock.lock();
        try {
            unseated--;
            start(ticker.nanos());
        } finally {
            lock.unlock();
        }
    }

    private Optional<Ticket> place(Ask ask) {
        return switch (schedule.arrive(ask)) {
            case Arrival.Full full -> Optional.empty();
            case Arrival.Waits(Ticket ticket) -> Optional.of(ticket);
            case Arrival.WaitsInPlaceOf(Ticket ticket, Ticket evicted) -> {
                Waiter waiter = waiters.remove(evicted);
                if (waiter != null) {
                    waiter.becomes(State.EVICTED);
                }
                yield Optional.of(ticket);
            }
        };
    }

    private void leave(Waiter waiter) {
        lock.lock();
        try {
            withdraw(waiter, State.LEFT);
        } finally {
            lock.unlock();
        }
    }

    private void withdraw(Waiter waiter, State becomes) {
        if (waiter.state == State.WAITING && schedule.withdraw(waiter.ticket)) {
            waiters.remove(waiter.ticket);
            waiter.becomes(becomes);
        }
    }

    private Passage refused(Guest guest, TenantLimits limits, String reason) {
        long now = ticker.nanos();
        giveBack(guest, limits);
        metrics.refused(guest.tenant(), reason);
        Optional<Duration> wait = expectedWait(ask(guest, limits), now);
        return new Passage.Refused(
                reason.equals(GateMetrics.QUEUE_FULL)
                        ? full(wait)
                        : tooLate(wait.orElse(SOON), Duration.ZERO));
    }

    private void giveBack(Guest guest, TenantLimits limits) {
        minute(guest.tenant(), limits)
                .ifPresent(minute -> minute.add(-guest.inputTokens(), ticker.nanos()));
    }

    private Turn turn(Waiter waiter) {
        Turn turn = turns.get(waiter.ticket);
        if (turn == null) {
            throw new IllegalStateException("this turn has ended");
        }
        return turn;
    }

    private static Ask ask(Guest guest, TenantLimits limits) {
        return new Ask(
                guest.tenant(),
                limits.priority(),
                guest.inputTokens(),
                guest.expectedOutputTokens(),
                guest.mostOutputTokens());
    }

    private Duration patience(Guest guest, long now) {
        long untilLate = guest.deadlineNanos() - now - Math.round(guest.serviceMillis() * 1e6);
        Duration own = Duration.ofNanos(Math.clamp(untilLate, 0, LONGEST.toNanos()));
        return own.compareTo(queue.longestWait()) < 0 ? own : queue.longestWait();
    }

    /// Empty if the queue's speed was never measured; a free slot needs no measurement.
    private Optional<Duration> expectedWait(Ask ask, long now) {
        double ahead = schedule.ahead(ask);
        if (ahead == 0) {
            return Optional.of(Duration.ZERO);
        }
        OptionalDouble perSecond = rate.perSecond(now);
        if (perSecond.isEmpty()) {
            return Optional.empty();
        }
        double seconds = Math.min(ahead / perSecond.getAsDouble(), (double) LONGEST.toSeconds());
        return Optional.of(Duration.ofNanos((long) (seconds * NANOS_PER_SECOND)));
    }

    private Optional<MinuteWindow> minute(String tenant, TenantLimits limits) {
        return limits.tokensPerMinute() == TenantLimits.UNLIMITED
                ? Optional.empty()
                : Optional.of(minutes.computeIfAbsent(tenant, name -> new MinuteWindow()));
    }

    /// A prompt that is longer than the limit itself has an empty minute to itself. What other
    /// nodes have written down counts in full until it is a minute old: nobody here knows when that
    /// was.
    private Optional<Fault> overMinute(Guest guest, TenantLimits limits, long now) {
        Optional<MinuteWindow> minute = minute(guest.tenant(), limits);
        if (minute.isEmpty()) {
            return Optional.empty();
        }
        long elsewhere = setup.tenants().elsewhere(guest.tenant()).tokensLastMinute();
        long used = minute.get().sum(now) + elsewhere;
        if (used == 0 || used + guest.inputTokens() <= limits.tokensPerMinute()) {
            return Optional.empty();
        }
        long most = Math.max(0, limits.tokensPerMinute() - guest.inputTokens() - elsewhere);
        Duration here = minute.get().untilAtMost(most, now);
        return Optional.of(
                new Fault(
                        FaultKind.OVERLOADED,
                        guest.tenant()
                                + " has used "
                                + used
                                + " of its "
                                + limits.tokensPerMinute()
                                + " tokens a minute",
                        Optional.of(here.isPositive() ? here : A_MINUTE)));
    }

    private static Fault tooLate(Duration wait, Duration patience) {
        Duration beyond = wait.minus(patience);
        return new Fault(
                FaultKind.OVERLOADED,
                "every slot is taken: a wait of "
                        + wait.toMillis()
                        + " ms is expected, and this request can wait "
                        + patience.toMillis()
                        + " ms",
                Optional.of(beyond.compareTo(SOON) < 0 ? SOON : beyond));
    }

    private static Fault full(Optional<Duration> wait) {
        return new Fault(
                FaultKind.OVERLOADED,
                "every slot and every place in the queue is taken",
                Optional.of(wait.filter(longer -> longer.compareTo(SOON) > 0).orElse(SOON)));
    }

    /// What a waiting request is waiting for.
    private enum State {
        WAITING,
        STARTED,
        EVICTED,
        LATE,
        LEFT
    }

    /// A request that waits, or has just stopped to.
    private static final class Waiter {

        private final Ticket ticket;
        private final long sinceNanos;
        private final Condition changed;
        private State state = State.WAITING;

        Waiter(Ticket ticket, long sinceNanos, Condition changed) {
            this.ticket = ticket;
            this.sinceNanos = sinceNanos;
            this.changed = changed;
        }

        void becomes(State next) {
            state = next;
            changed.signal();
        }
    }
}
