package dev.fogline.spi.tck;

import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A backend that plays scripts and records what it was asked, for tests of whatever calls
/// backends.
///
/// It keeps [BackendContract]. It serves one model that can do everything, in a context without
/// bound. Each generation plays the next script that was queued with [#play], and says `one two
/// three` when none is left. A prompt always has [#PROMPT_TOKENS] tokens, and each chunk with
/// content is one output token. An embedding plays the next script too, without its chunks; see
/// [#vector]. All methods may be called by any number of threads at once.
public final class FakeBackend implements Backend {

    /// What every prompt is counted as.
    public static final int PROMPT_TOKENS = 10;

    private static final Script USUAL = Script.saying("one", " two", " three");

    private final ServedModel served;
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final List<InferenceRequest> asked = new CopyOnWriteArrayList<>();
    private final List<EmbeddingRequest> embedded = new CopyOnWriteArrayList<>();
    private final AtomicInteger warmed = new AtomicInteger();
    private volatile NodeState state = NodeState.ready(0);
    private volatile boolean closed;

    /// @param model the name of the one model it serves
    public FakeBackend(String model) {
        this(new ServedModel(model, ServedModel.UNKNOWN_CONTEXT, EnumSet.allOf(Ability.class)));
    }

    /// @param served the one model it serves
    public FakeBackend(ServedModel served) {
        this.served = served;
    }

    /// Queues a script for each of the next generations.
    ///
    /// @return this backend
    public FakeBackend play(Script... next) {
        scripts.addAll(List.of(next));
        return this;
    }

    /// Shows this state of its model from now on.
    ///
    /// @return this backend
    public FakeBackend show(NodeState next) {
        state = next;
        return this;
    }

    /// Every request it was asked to answer, in order.
    public List<InferenceRequest> asked() {
        return List.copyOf(asked);
    }

    /// Every request whose texts it was asked to embed, in order.
    public List<EmbeddingRequest> embedded() {
        return List.copyOf(embedded);
    }

    /// The vector of a text: two dimensions, of length 1, another for each length of text up to
    /// 1000.
    public static float[] vector(String text) {
        double angle = text.length() * Math.PI / 1000;
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }

    /// How often it was told to make its model ready.
    public int warmed() {
        return warmed.get();
    }

    /// Whether it was closed.
    public boolean closed() {
        return closed;
    }

    @Override
    public List<ServedModel> models() {
        return List.of(served);
    }

    @Override
    public NodeState state(String model) {
        return model.equals(served.name()) ? state : NodeState.down(0);
    }

    @Override
    public Answer generate(InferenceRequest request, String model, TokenSink sink)
            throws BackendException, InterruptedException {
        asked.add(request);
        admit(model);
        Usage usage = Usage.counted(PROMPT_TOKENS, play(sink));
        return new Answer(FinishReason.STOP, usage, served.name());
    }

    @Override
    public Embeddings embed(EmbeddingRequest request, String model)
            throws BackendException, InterruptedException {
        embedded.add(request);
        admit(model);
        if (!served.abilities().contains(Ability.EMBEDDINGS)) {
            throw BackendException.of(FaultKind.UNSUPPORTED, model + " does not embed texts");
        }
        play(chunk -> {});
        return new Embeddings(
                request.texts().stream().map(FakeBackend::vector).toList(),
                Usage.counted(PROMPT_TOKENS * request.texts().size(), 0),
                served.name());
    }

    @Override
    public void warm(String model) {
        warmed.incrementAndGet();
    }

    @Override
    public OptionalInt countTokens(Input input, String model) {
        return OptionalInt.of(PROMPT_TOKENS);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void admit(String model) throws BackendException {
        if (closed) {
            throw BackendException.of(FaultKind.UNAVAILABLE, "this backend is closed");
        }
        if (!model.equals(served.name())) {
            throw BackendException.of(FaultKind.UNKNOWN_MODEL, "no model '" + model + "' here");
        }
    }

    /// How many output tokens the next script made.
    private int play(TokenSink sink) throws BackendException, InterruptedException {
        Script next = scripts.poll();
        int outputTokens = 0;
        for (Script.Step step : (next == null ? USUAL : next).steps()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted between two steps");
            }
            outputTokens += perform(step, sink);
        }
        return outputTokens;
    }

    /// How many output tokens the step made.
    private static int perform(Script.Step step, TokenSink sink)
            throws BackendException, InterruptedException {
        return switch (step) {
            case Script.Put(var chunk) -> {
                sink.accept(chunk);
                yield chunk.hasContent() ? 1 : 0;
            }
            case Script.Fail(var fault) -> throw new BackendException(fault);
            case Script.Throw(var undeclared) -> throw undeclared;
            case Script.Await(var latch) -> {
                latch.await();
                yield 0;
            }
        };
    }
}
