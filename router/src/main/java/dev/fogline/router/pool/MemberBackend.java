package dev.fogline.router.pool;

import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;

/// The backend of one member: counts the requests that we have there, and tells its state from that
/// and from what the engine says of its load.
///
/// After it was down it gets only a share of what it would get, which grows to all of it: its
/// caches are cold, and whoever takes it for idle all at once fills it before the first answer.
///
/// Safe for any number of threads.
public final class MemberBackend implements Backend {

    /// What a member begins with when it comes back (as Envoy's `min_weight_percent`).
    private static final double LEAST_RAMP = 0.1;

    /// English text in common tokenizers (assumed).
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final Backend backend;
    private final Duration slowStart;
    private final Ticker ticker;
    private final Seats seats = new Seats();
    private final AtomicReference<Sighting> sighting;
    private volatile SeenLoad seen = SeenLoad.silent(Double.POSITIVE_INFINITY, 0);
    private volatile boolean told;

    /// @param up whether it was, when last looked at
    /// @param sinceNanos since when
    private record Sighting(boolean up, long sinceNanos) {}

    /// @param backend that asks the engine
    /// @param slowStart after which it has all of its share again, ≥ 0
    /// @param joinsLate whether the pool ran before, so that it starts slowly from the beginning
    public MemberBackend(Backend backend, Duration slowStart, boolean joinsLate, Ticker ticker) {
        this.backend = backend;
        this.slowStart = slowStart;
        this.ticker = ticker;
        long since = joinsLate ? ticker.nanos() : ticker.nanos() - slowStart.toNanos();
        this.sighting = new AtomicReference<>(new Sighting(up(), since));
    }

    /// What the engine says now; between two words our own requests are counted.
    public void said(Load load) {
        long now = ticker.nanos();
        int ours = seats.taken();
        seen = told ? seen.next(load, ours, now) : SeenLoad.first(load, ours, now);
        told = true;
    }

    /// The engine does not say how busy it is: that is unknown, not idle.
    public void silent() {
        seen = SeenLoad.silent(seen.fits(), seen.observedAtNanos());
        told = false;
    }

    /// Whether the engine said how busy it is when last asked.
    public boolean tellsLoad() {
        return told;
    }

    /// Our requests there now, and those that were chosen to go there.
    public int inFlight() {
        return seats.taken();
    }

    /// A request has been chosen to go there: it counts from now on.
    ///
    /// @param request its id
    /// @param promptTokens estimated
    public void book(String request, int promptTokens) {
        seats.book(request, promptTokens);
    }

    /// A request that was booked counts no longer if it was not sent.
    public void giveUp(String request) {
        seats.giveUp(request);
    }

    /// Requests there now, ours and those of others.
    public int requests() {
        return requests(announced());
    }

    private int requests(Optional<NodeState> announced) {
        return announced
                .map(node -> node.running() + node.queued() + seats.booked())
                .orElseGet(() -> seen.requests(seats.taken()));
    }

    /// How it stands among the others.
    public Share share() {
        Optional<NodeState> announced = announced();
        int unread =
                announced
                        .map(node -> node.unreadTokens() + seats.bookedTokens())
                        .orElseGet(seats::unreadTokens);
        return new Share(requests(announced), unread, ramp());
    }

    /// What it announces itself is newer than any page of metrics, and all that was sent is in it.
    private Optional<NodeState> announced() {
        return backend.models().stream()
                .findFirst()
                .map(model -> backend.state(model.name()))
                .filter(node -> node.announcement().isPresent());
    }

    /// How many requests it should have at most, of all models; [Integer#MAX_VALUE] while nobody
    /// knows.
    public int seats() {
        Share share = share();
        return backend.models().stream()
                .mapToInt(model -> share.seats(state(model.name()).slots()))
                .max()
                .orElse(Integer.MAX_VALUE);
    }

    private double ramp() {
        Sighting last = look();
        long upNanos = ticker.nanos() - last.sinceNanos();
        return slowStart.isZero() || upNanos >= slowStart.toNanos()
                ? 1
                : Math.clamp((double) upNanos / slowStart.toNanos(), LEAST_RAMP, 1);
    }

    /// Whether anything it serves would be answered now; since when it is so.
    private Sighting look() {
        boolean up = up();
        return sighting.updateAndGet(
                last -> last.up() == up ? last : new Sighting(up, ticker.nanos()));
    }

    /// Whether it would answer.
    public boolean up() {
        return backend.models().stream()
                .anyMatch(model -> backend.state(model.name()).readiness() != Readiness.DOWN);
    }

    @Override
    public List<ServedModel> models() {
        return backend.models();
    }

    @Override
    public NodeState state(String model) {
        NodeState node = backend.state(model);
        boolean better = node.announcement().isPresent(); // newer than any page of metrics
        return node.readiness() == Readiness.DOWN || better
                ? node
                : seen.state(node, seats.taken()).reading(seats.unreadTokens());
    }

    @Override
    public Answer generate(InferenceRequest request, String model, TokenSink sink)
            throws BackendException, InterruptedException {
        Seats.Seat seat = seats.take(request.id(), tokens(request.input().texts()));
        try {
            return backend.generate(request, model, reading(sink, seat));
        } finally {
            seat.leave();
        }
    }

    @Override
    public Embeddings embed(EmbeddingRequest request, String model)
            throws BackendException, InterruptedException {
        Seats.Seat seat = seats.take(request.id(), tokens(request.texts()));
        try {
            return backend.embed(request, model);
        } finally {
            seat.leave();
        }
    }

    /// As whoever estimates features does, before a model is known.
    private static int tokens(List<String> texts) {
        return texts.stream().mapToInt(String::length).sum() / CHARACTERS_PER_TOKEN;
    }

    private static TokenSink reading(TokenSink sink, Seats.Seat seat) {
        return (Chunk chunk) -> {
            if (chunk.hasContent()) {
                seat.read();
            }
            sink.accept(chunk);
        };
    }

    @Override
    public void warm(String model) throws BackendException, InterruptedException {
        backend.warm(model);
    }

    @Override
    public OptionalInt countTokens(Input input, String model) {
        return backend.countTokens(input, model);
    }

    @Override
    public void close() {
        backend.close();
    }
}
