package dev.fogline.router;

import dev.fogline.router.pool.Balancing;
import dev.fogline.router.pool.GoneMember;
import dev.fogline.router.pool.Load;
import dev.fogline.router.pool.Member;
import dev.fogline.router.pool.MemberStatus;
import dev.fogline.router.pool.ModelLoad;
import dev.fogline.router.pool.Share;
import dev.fogline.spi.Backend;
import dev.fogline.spi.Ticker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The members of a pool while they come and go. Each is a backend of its own, with predictions, a
/// breaker and accounts of its own; what they share is the setup.
///
/// A member that leaves gets no new requests, finishes what it has, and is then closed. One that is
/// marked as draining stays, in case it is wanted again.
///
/// **Threads**: any number may look; one at a time changes.
public final class Pool {

    private static final System.Logger LOG = System.getLogger(Pool.class.getName());

    private final PoolSetup setup;
    private final BiFunction<BackendSetup, Boolean, PoolMember.Made> maker;
    private final Consumer<String> forget;
    private final Ticker ticker;
    private final Set<String> taken;
    private final AtomicLong turn = new AtomicLong();
    private final ReentrantLock choice = new ReentrantLock();
    private volatile Map<String, PoolMember> members = Map.of();
    private volatile Map<String, String> unfit = Map.of();
    private volatile boolean begun;
    private volatile Runnable changed = () -> {};

    /// @param maker of the backend of a member, given whether the pool ran before it
    /// @param taken names that other backends have
    /// @param forget what to do about a name that is gone
    Pool(
            PoolSetup setup,
            BiFunction<BackendSetup, Boolean, PoolMember.Made> maker,
            Set<String> taken,
            Consumer<String> forget,
            Ticker ticker) {
        this.setup = setup;
        this.maker = maker;
        this.taken = Set.copyOf(taken);
        this.forget = forget;
        this.ticker = ticker;
    }

    /// As it was configured.
    public PoolSetup setup() {
        return setup;
    }

    /// Who is a member now: those that are new begin, those that are missing leave. Waits until the
    /// new ones were looked at once.
    ///
    /// @param now all of them; of two with one name the first counts
    /// @throws InterruptedException if the thread was interrupted; some may have begun
    public synchronized void members(List<Member> now) throws InterruptedException {
        var wanted = new LinkedHashMap<String, Member>();
        now.forEach(member -> wanted.putIfAbsent(member.name(), member));
        var next = new LinkedHashMap<String, PoolMember>();
        members.forEach(
                (name, one) -> {
                    Optional<Member> still = Optional.ofNullable(wanted.get(name));
                    boolean moved =
                            still.isPresent() && !still.get().url().equals(one.member().url());
                    if (still.isEmpty() || moved) {
                        // an address that changed is another engine: the old one finishes first
                        next.put(
                                moved ? name + " at " + one.member().url() : name,
                                one.leaving(ticker.nanos()));
                    } else {
                        next.put(name, one.as(still.get()));
                    }
                });
        var begin = new ArrayList<Member>();
        wanted.forEach(
                (name, member) -> {
                    if (!next.containsKey(name)) {
                        begin.add(member);
                    }
                });
        var refused = new HashMap<String, String>();
        begun(begin, refused).forEach(one -> next.put(one.member().name(), one));
        members = Collections.unmodifiableMap(next);
        unfit = Map.copyOf(refused);
        begun = true;
        sweep();
        changed.run();
    }

    /// Side by side: one that does not answer takes as long as a connection may.
    private List<PoolMember> begun(List<Member> fresh, Map<String, String> refused)
            throws InterruptedException {
        var begun = new ArrayList<PoolMember>();
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            var making =
                    fresh.stream()
                            .map(member -> side.submit((Callable<PoolMember>) () -> make(member)))
                            .toList();
            for (int i = 0; i < fresh.size(); i++) {
                String name = fresh.get(i).name();
                try {
                    begun.add(making.get(i).get());
                } catch (ExecutionException failed) {
                    String reason = reason(failed);
                    refused.put(name, reason);
                    if (!reason.equals(unfit.get(name))) {
                        LOG.log(System.Logger.Level.WARNING, "member {0}: {1}", name, reason);
                    }
                }
            }
        }
        return begun;
    }

    private static String reason(ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return String.valueOf(cause.getMessage());
    }

    private PoolMember make(Member member) {
        if (taken.contains(member.name())) {
            throw new RouterException("a backend has this name");
        }
        PoolMember.Made made = maker.apply(setup.member(member.name(), member.url()), begun);
        return new PoolMember(member, made.place(), made.backend(), Optional.empty());
    }

    /// What a member's engine says of its load; empty if it does not say. Who is no member any more
    /// is passed over.
    public void said(Member member, Optional<Load> load) {
        Optional.ofNullable(members.get(member.name()))
                .filter(one -> one.member().url().equals(member.url()))
                .ifPresent(one -> one.said(load));
        changed.run();
    }

    /// @param changed told whenever members came, went or said how busy they are; returns at once
    void whenChanged(Runnable changed) {
        this.changed = changed;
    }

    /// Requests that are chosen for at the same time are chosen for one after the other, so that
    /// each counts for the next.
    ///
    /// @param chooser chooses, and books what it has chosen
    <T> T oneByOne(Supplier<T> chooser) {
        choice.lock();
        try {
            return chooser.get();
        } finally {
            choice.unlock();
        }
    }

    /// A request has been chosen to go to a member.
    ///
    /// @param request its id
    /// @param promptTokens estimated
    void book(String backend, String request, int promptTokens) {
        Optional.ofNullable(members.get(backend))
                .ifPresent(one -> one.backend().book(request, promptTokens));
    }

    /// What was booked for a request and not used counts no longer.
    void giveUp(String request) {
        members.values().forEach(one -> one.backend().giveUp(request));
    }

    /// How much more all members can take that would answer. Nobody knows where one of them does
    /// not tell how much it holds, and nobody is to wait where all are down.
    Room room() {
        long seats = 0;
        long free = 0;
        for (PoolMember one : members.values()) {
            if (one.asked() && one.backend().up()) {
                int held = one.backend().seats();
                if (held == Integer.MAX_VALUE) {
                    return Room.UNKNOWN;
                }
                seats += held;
                free += Math.max(0, held - one.backend().requests());
            }
        }
        return seats == 0
                ? Room.UNKNOWN
                : new Room(
                        (int) Math.min(seats, Integer.MAX_VALUE - 1),
                        (int) Math.min(free, Integer.MAX_VALUE - 1));
    }

    /// Closes those that have left and have finished, or had time enough to.
    public synchronized void sweep() {
        var left = new HashSet<String>();
        members.forEach(
                (name, one) -> {
                    if (one.over(ticker.nanos(), setup.drain())) {
                        left.add(name);
                    }
                });
        if (left.isEmpty()) {
            return;
        }
        var next = new LinkedHashMap<>(members);
        var closing = left.stream().map(next::remove).toList();
        members = Collections.unmodifiableMap(next);
        closing.forEach(
                one -> {
                    one.close();
                    if (!next.containsKey(one.member().name())) {
                        forget.accept(one.member().name());
                    }
                });
    }

    /// Every member, those that leave among them, in the order they were named.
    public List<MemberStatus> status() {
        return members.values().stream().map(PoolMember::status).toList();
    }

    /// Members that cannot be used as they are described, and why.
    public Map<String, String> unfit() {
        return unfit;
    }

    /// How busy the members are together, by model.
    public List<ModelLoad> load() {
        return ModelLoad.of(status());
    }

    /// Whether a backend is one of the members.
    public boolean has(String backend) {
        return members.containsKey(backend);
    }

    /// Those that get new requests.
    List<Catalog.Place> places() {
        return members.values().stream().filter(PoolMember::asked).map(PoolMember::place).toList();
    }

    /// Empty if it is no member and never was one.
    Optional<Backend> backend(String name) {
        return Optional.ofNullable(members.get(name)).map(one -> one.place().backend());
    }

    /// Stands for whoever is not there any more.
    Backend gone(String name) {
        return new GoneMember(name, ticker);
    }

    /// As one decision sees it; the next one has the next turn.
    Balancing nextTurn() {
        return balancing(turn.getAndIncrement());
    }

    /// As somebody sees it who only looks.
    Balancing balancing() {
        return balancing(turn.get());
    }

    /// As a decision sees it that has a turn already.
    Balancing balancing(long turnNow) {
        var shares = new HashMap<String, Share>();
        members.forEach(
                (name, one) -> {
                    if (one.asked()) {
                        shares.put(name, one.backend().share());
                    }
                });
        return new Balancing(setup.balance(), shares, turnNow);
    }

    void close() {
        members.values().forEach(PoolMember::close);
    }
}
