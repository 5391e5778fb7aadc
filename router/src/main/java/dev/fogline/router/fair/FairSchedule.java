package dev.fogline.router.fair;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers: *whose request is next, and how much is served before it?*
///
/// The virtual token counter of Sheng et al., "Fairness in Serving Large Language Models" (OSDI
/// '24), algorithms 2 and 4. Each tenant has a counter of the service that it received:
///
/// ```
/// at admission       counter += input weight * input tokens / priority
/// as it streams      counter += output weight * tokens / priority
/// next               the earliest request of the tenant with the least counter
/// back from idle     level   = least counter of those that wait;
///                              if nobody waits, that of the tenant that waited last
///                    counter = max(counter, min(level, most - catchUp)); the first time max(counter, level)
/// most               the largest counter of the other tenants that are about: that have something
///                    here, or asked in the last WINDOW
/// catchUp            WINDOW * service a second / priorities of all that are about
/// ```
///
/// The paper lets a tenant that was away save nothing up: `catchUp` is 0 there, and here while the
/// speed is not known. Then bursts of tenants that stay far below their share compete with a flood
/// as equals, although the flood has had all that they did not take. So what a tenant has not taken
/// of its share in the last seconds it may take first when it comes back, and no more.
///
/// Of two tenants that both have requests waiting, none is ahead of the other by more than that and
/// what one admission and all slots together can add after it, in service for each unit of priority
/// (the paper's lemma 4.3, with slots in place of the memory of a batch):
///
/// ```
/// |counter(a) - counter(b)| <= catchUp + input weight * longest input + slots * output weight * longest output
/// ```
///
/// It keeps no slot free while somebody waits, but for this: a tenant that is ahead by more than
/// half of `catchUp` of others that are about and have nothing waiting leaves them a part of the
/// slots that are their share and that they do not use. So their next requests start at once, and
/// do not wait until answers of the flood have ended.
///
/// ```
/// share(b)  = seats * priority(b) / priorities of all that are about;   seats = min(slots, those of the engines)
/// kept(a)   = floor(KEPT * sum over those b of max(0, share(b) - running(b)))
/// a may start   running < seats - kept(a)
/// ```
///
/// Who is alone, or ahead of nobody, finds every slot free.
///
/// The number of places is bounded. If all are taken, the tenant that has the most waiting for its
/// priority loses its newest request, so that nobody is turned away because of another's flood.
///
/// **Called** by one thread at a time, in the order in which things happen. Memory is bounded by
/// the places, the slots and the number of tenants.
public final class FairSchedule {

    /// Short enough for whoever waits for the others to catch up, long enough to outlast the pause
    /// between two bursts of people who work (assumed).
    private static final Duration WINDOW = Duration.ofSeconds(10);

    /// Between a fast answer for those that ask little and slots that nobody uses. In a simulation
    /// of `fogline-cloud bench pool` a half took 45 % off what a flood adds to the others' 95th
    /// percentile, and all was served 6 % later; a quarter 22 and 1 %, all of it 71 and 34 %.
    private static final double KEPT = 0.5;

    private final int slots;
    private final int places;
    private final ServiceWeights weights;
    private final Map<String, Flow> flows = new HashMap<>();
    private final Set<Ticket> running = new LinkedHashSet<>();
    private Moment moment = Moment.UNKNOWN;
    private int waiting;
    private @Nullable Flow lastToWait;

    /// @param slots requests that may run at once, ≥ 1
    /// @param places for requests that wait, ≥ 0
    public FairSchedule(int slots, int places, ServiceWeights weights) {
        if (slots < 1 || places < 0) {
            throw new IllegalArgumentException("slots " + slots + ", places " + places);
        }
        this.slots = slots;
        this.places = places;
        this.weights = weights;
    }

    /// It is now so late, and the world is like that.
    public void at(Moment now) {
        moment = now;
    }

    /// A request has come. Unless it is turned away it waits, if only until [#next] is asked.
    public Arrival arrive(Ask ask) {
        @Nullable Flow known = flows.get(ask.tenant());
        Flow own = known == null ? new Flow() : known;
        own.counter = lifted(own, known == null);
        own.priority = ask.priority();
        own.askedNanos = moment.nanos();
        flows.put(ask.tenant(), own);
        if (waiting < places || running.size() < slots) {
            return new Arrival.Waits(enqueued(ask, own));
        }
        Flow crowded = mostCrowded(own);
        if (crowded == own) {
            return new Arrival.Full();
        }
        Ticket evicted = crowded.waiting.getLast();
        withdraw(evicted);
        return new Arrival.WaitsInPlaceOf(enqueued(ask, own), evicted);
    }

    /// Starts the request whose turn it is.
    ///
    /// @return empty if all slots are taken, or those that are left are kept for others, or nobody
    ///   waits; else ask again
    public Optional<Ticket> next() {
        if (running.size() >= slots || waiting == 0) {
            return Optional.empty();
        }
        Flow flow = leastServed();
        if (!mayStart(flow)) {
            return Optional.empty();
        }
        flow.running++;
        Ticket ticket = flow.waiting.removeFirst();
        left(flow, ticket);
        flow.charge(weights.of(ticket.ask().inputTokens(), 0), ticket.ask().priority());
        running.add(ticket);
        return Optional.of(ticket);
    }

    /// A request that waits no longer wants to.
    ///
    /// @return whether it waited
    public boolean withdraw(Ticket ticket) {
        Flow flow = flow(ticket);
        if (!flow.waiting.remove(ticket)) {
            return false;
        }
        left(flow, ticket);
        return true;
    }

    /// A running request has generated more.
    public void generated(Ticket ticket, int tokens) {
        ticket.generated(tokens);
        flow(ticket).charge(weights.of(0, tokens), ticket.ask().priority());
    }

    /// A running request has ended; its slot is free.
    ///
    /// @param used what it took in truth: estimates and pieces that were charged give way to it
    /// @return service beyond what was charged before, below 0 for less
    public double end(Ticket ticket, Used used) {
        Flow flow = flow(ticket);
        double more =
                weights.of(
                        used.inputTokens() - ticket.ask().inputTokens(),
                        used.outputTokens() - ticket.generatedTokens());
        flow.charge(more, ticket.ask().priority());
        if (used.outputTokens() > 0) {
            flow.answered(used.outputTokens());
        }
        flow.running--;
        running.remove(ticket);
        return more;
    }

    /// Service that will be given before a request that came now would start, by what tenants'
    /// requests usually take; 0 if a slot is free and nobody waits.
    ///
    /// ```
    /// own turn  = own counter + work of the own waiting requests / priority
    /// ahead     = own waiting work + sum over the others of
    ///             min(their waiting work, (own turn - their counter) * their priority)
    ///             + work left of the running ones / slots
    /// ```
    ///
    /// The last term is what is left until the first slot is free where requests end evenly.
    public double ahead(Ask ask) {
        if (running.size() < slots && waiting == 0) {
            return 0;
        }
        @Nullable Flow known = flows.get(ask.tenant());
        Flow own = known == null ? new Flow() : known;
        double turn = lifted(own, known == null) + own.waitingWork / ask.priority();
        double ahead = own.waitingWork;
        for (Flow other : flows.values()) {
            if (other != own && !other.waiting.isEmpty()) {
                double before = (turn - other.counter) * other.priority;
                ahead += Math.clamp(before, 0, other.waitingWork);
            }
        }
        double left = running.stream().mapToDouble(ticket -> ticket.workLeft(weights)).sum();
        return ahead + left / slots;
    }

    /// Service that an admission gives.
    public double admitted(Ticket ticket) {
        return weights.of(ticket.ask().inputTokens(), 0);
    }

    /// Service of tokens that were generated.
    public double generated(int tokens) {
        return weights.of(0, tokens);
    }

    /// Requests that run.
    public int running() {
        return running.size();
    }

    /// Requests that wait.
    public int waiting() {
        return waiting;
    }

    /// Requests of one tenant that wait.
    public int waiting(String tenant) {
        @Nullable Flow flow = flows.get(tenant);
        return flow == null ? 0 : flow.waiting.size();
    }

    /// Service that a tenant received for each unit of its priority, lifts included.
    double counter(String tenant) {
        @Nullable Flow flow = flows.get(tenant);
        return flow == null ? 0 : flow.counter;
    }

    /// A tenant that was away has saved little up, or nothing (algorithm 2, lines 5 to 11).
    ///
    /// @param first whether it was never here: then it has no share that it did not take
    private double lifted(Flow flow, boolean first) {
        if (!flow.waiting.isEmpty()) {
            return flow.counter;
        }
        double level = level(flow);
        double catchUp = first ? 0 : catchUp(flow);
        return Math.max(flow.counter, catchUp == 0 ? level : Math.min(level, most(flow) - catchUp));
    }

    private double level(Flow flow) {
        if (waiting > 0) {
            return leastServed().counter;
        }
        return lastToWait == null ? flow.counter : lastToWait.counter;
    }

    /// Of the others that are about; of nobody it is below everything.
    private double most(Flow own) {
        return flows.values().stream()
                .filter(flow -> flow != own && about(flow))
                .mapToDouble(flow -> flow.counter)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /// For each unit of priority; 0 while the speed is unknown.
    private double catchUp(Flow own) {
        return WINDOW.toSeconds() * moment.servicePerSecond().orElse(0) / priorities(own);
    }

    /// Of all that are about, one among them.
    private int priorities(Flow own) {
        return flows.values().stream()
                .filter(flow -> flow == own || about(flow))
                .mapToInt(flow -> flow.priority)
                .sum();
    }

    private boolean about(Flow flow) {
        return flow.running > 0
                || !flow.waiting.isEmpty()
                || moment.nanos() - flow.askedNanos <= WINDOW.toNanos();
    }

    private boolean mayStart(Flow flow) {
        int seats = Math.min(slots, moment.seats());
        double catchUp = catchUp(flow);
        if (seats == Integer.MAX_VALUE || catchUp == 0) {
            return true;
        }
        double each = (double) seats / priorities(flow);
        double unused = 0;
        for (Flow other : flows.values()) {
            boolean behind = flow.counter - other.counter > catchUp / 2;
            if (other != flow && behind && other.waiting.isEmpty() && about(other)) {
                unused += Math.max(0, each * other.priority - other.running);
            }
        }
        return running.size() < seats - Math.floor(KEPT * unused);
    }

    private Ticket enqueued(Ask ask, Flow flow) {
        var ticket = new Ticket(ask, flow.expectedOutputTokens(ask));
        flow.enqueue(ticket, weights);
        waiting++;
        return ticket;
    }

    private void left(Flow flow, Ticket ticket) {
        flow.dequeued(ticket, weights);
        waiting--;
        lastToWait = flow;
    }

    /// Somebody waits. Of equals the one whose name comes first, so that order never hangs on
    /// hashing.
    private Flow leastServed() {
        String name = "";
        @Nullable Flow least = null;
        for (Map.Entry<String, Flow> entry : flows.entrySet()) {
            Flow flow = entry.getValue();
            if (flow.waiting.isEmpty()) {
                continue;
            }
            if (least == null
                    || flow.counter < least.counter
                    || (flow.counter == least.counter && entry.getKey().compareTo(name) < 0)) {
                least = flow;
                name = entry.getKey();
            }
        }
        if (least == null) {
            throw new IllegalStateException("nobody waits");
        }
        return least;
    }

    /// The newcomer counts as waiting already; of equals it is the one.
    private Flow mostCrowded(Flow own) {
        Flow most = own;
        double crowd = own.crowd(1);
        for (Flow flow : flows.values()) {
            if (flow != own && flow.crowd(0) > crowd) {
                most = flow;
                crowd = flow.crowd(0);
            }
        }
        return most;
    }

    private Flow flow(Ticket ticket) {
        @Nullable Flow flow = flows.get(ticket.ask().tenant());
        if (flow == null) {
            throw new IllegalArgumentException("a ticket of another schedule");
        }
        return flow;
    }
}
