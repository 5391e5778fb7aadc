package dev.fogline.spi.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [Backend] keeps.
///
/// Extend it and say how to make a backend that serves at least one model and answers [#question]
/// greedily, with an answer of at least three chunks. A fresh backend is made for each test and
/// closed after it.
public abstract class BackendContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Backend backend;

    /// For subclasses.
    protected BackendContract() {}

    /// A backend that can answer.
    protected abstract Backend newBackend() throws Exception;

    /// A request whose answer takes at least three chunks with content.
    protected abstract InferenceRequest question();

    /// Made here and not in the constructor, so that a subclass may start servers first.
    @BeforeEach
    void start() throws Exception {
        backend = newBackend();
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void servesAModelThatIsNotDown() {
        assertThat(backend.models()).isNotEmpty();
        assertThat(backend.state(model()).readiness()).isNotEqualTo(NodeState.Readiness.DOWN);
    }

    @Test
    void aModelItDoesNotServeIsDown() {
        assertThat(backend.state("no-such-model").readiness()).isEqualTo(NodeState.Readiness.DOWN);
    }

    @Test
    void modelNamesAreDistinct() {
        assertThat(backend.models()).extracting(ServedModel::name).doesNotHaveDuplicates();
    }

    @Test
    void putsTheWholeAnswerIntoTheSinkBeforeItReturns() throws Exception {
        var sink = new RecordingSink();

        Answer answer = backend.generate(question(), model(), sink);

        assertThat(sink.contentChunks()).isGreaterThanOrEqualTo(3);
        assertThat(sink.text()).isNotEmpty();
        assertThat(answer.finish()).isIn(FinishReason.STOP, FinishReason.LENGTH);
        assertThat(answer.usage().outputTokens()).isPositive();
        assertThat(answer.servedModel()).isNotBlank();
    }

    @Test
    void greedyAnswersRepeat() throws Exception {
        var first = new RecordingSink();
        var second = new RecordingSink();

        backend.generate(question(), model(), first);
        backend.generate(question(), model(), second);

        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void requestsAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        var alone = new RecordingSink();
        backend.generate(question(), model(), alone);
        var together = List.of(new RecordingSink(), new RecordingSink(), new RecordingSink());

        inParallel(
                together.stream()
                        .<Callable<Answer>>map(
                                sink -> () -> backend.generate(question(), model(), sink))
                        .toList());

        assertThat(together).extracting(RecordingSink::text).containsOnly(alone.text());
    }

    @Test
    void aClosedSinkEndsTheGeneration() {
        var sink = new RecordingSink(1);

        assertThatThrownBy(() -> backend.generate(question(), model(), sink))
                .isInstanceOf(SinkClosedException.class);
        assertThat(sink.contentChunks()).isEqualTo(1);
    }

    @Test
    void answersAgainAfterAClosedSink() throws Exception {
        try {
            backend.generate(question(), model(), new RecordingSink(1));
        } catch (SinkClosedException expected) {
            // the client left, as it may
        }
        var sink = new RecordingSink();

        backend.generate(question(), model(), sink);

        assertThat(sink.text()).isNotEmpty();
    }

    @Test
    void anInterruptEndsTheGeneration() throws Exception {
        inParallel(
                List.of(
                        () -> {
                            Thread.currentThread().interrupt();
                            assertThatThrownBy(
                                            () ->
                                                    backend.generate(
                                                            question(),
                                                            model(),
                                                            new RecordingSink()))
                                    .isInstanceOf(InterruptedException.class);
                            return null;
                        }));
    }

    @Test
    void anUnknownModelIsAFault() {
        assertThatThrownBy(() -> backend.generate(question(), "no-such-model", new RecordingSink()))
                .isInstanceOf(BackendException.class)
                .satisfies(
                        thrown ->
                                assertThat(((BackendException) thrown).fault().message())
                                        .isNotBlank());
    }

    @Test
    void countsTokensOrSaysThatItCannot() {
        backend.countTokens(question().input(), model())
                .ifPresent(count -> assertThat(count).isPositive());
    }

    @Test
    void embedsEachTextOrSaysThatItCannot() throws Exception {
        var request = EmbeddingRequest.of("e", model(), "one text", "and another, longer one");
        var embedding =
                backend.models().stream()
                        .filter(model -> model.abilities().contains(Ability.EMBEDDINGS))
                        .findFirst();
        if (embedding.isEmpty()) {
            assertThatThrownBy(() -> backend.embed(request, model()))
                    .isInstanceOf(BackendException.class)
                    .satisfies(
                            thrown ->
                                    assertThat(((BackendException) thrown).fault().kind())
                                            .isEqualTo(FaultKind.UNSUPPORTED));
            return;
        }
        String model = embedding.get().name();

        Embeddings embeddings = backend.embed(request, model);

        assertThat(embeddings.vectors()).hasSize(2);
        assertThat(embeddings.vectors().get(0)).isNotEqualTo(embeddings.vectors().get(1));
        assertThat(embeddings.usage().promptTokens()).isPositive();
        assertThat(embeddings.usage().outputTokens()).isZero();
        assertThat(backend.embed(request, model).vectors().get(1))
                .isEqualTo(embeddings.vectors().get(1));
    }

    private String model() {
        return backend.models().getFirst().name();
    }

    private static <T> void inParallel(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            calls.forEach(call -> running.add(threads.submit(call)));
            for (Future<T> call : running) {
                await(call);
            }
        }
    }

    private static <T> void await(Future<T> call) throws Exception {
        try {
            call.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }
}
