package dev.fogline.spi.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.InferenceRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakeBackendTest extends BackendContract {

    @Override
    protected Backend newBackend() {
        return new FakeBackend("fake");
    }

    @Override
    protected InferenceRequest question() {
        return InferenceRequest.chat("q", "fake", "anything");
    }

    @Test
    void playsItsScriptsInOrderAndThenTheUsualAnswer() throws Exception {
        var backend = new FakeBackend("fake").play(Script.saying("a"), Script.saying("b", "c"));
        var sink = new RecordingSink();

        Usage first = backend.generate(question(), "fake", sink).usage();
        Usage second = backend.generate(question(), "fake", sink).usage();
        backend.generate(question(), "fake", sink);

        assertThat(sink.text()).isEqualTo("abcone two three");
        assertThat(first).isEqualTo(Usage.counted(10, 1));
        assertThat(second).isEqualTo(Usage.counted(10, 2));
    }

    @Test
    void failsWhereTheScriptSays() {
        var backend =
                new FakeBackend("fake")
                        .play(Script.saying("a").thenFailing(FaultKind.BROKEN_STREAM, "gone"));
        var sink = new RecordingSink();

        assertThatThrownBy(() -> backend.generate(question(), "fake", sink))
                .isInstanceOf(BackendException.class)
                .hasMessage("gone");
        assertThat(sink.text()).isEqualTo("a");
    }

    @Test
    void throwsWhatNoBackendMay() {
        var backend =
                new FakeBackend("fake")
                        .play(Script.saying().thenThrowing(new IllegalStateException("bug")));

        assertThatThrownBy(() -> backend.generate(question(), "fake", new RecordingSink()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void recordsWhatItWasAskedAndShowsWhatItWasTold() throws Exception {
        var full = new NodeState(NodeState.Readiness.READY, 4, 4, 7, 30, 0.5, 20, 1);
        var backend = new FakeBackend("fake").show(full);

        backend.generate(question(), "fake", new RecordingSink());

        assertThat(backend.asked()).containsExactly(question());
        assertThat(backend.state("fake")).isEqualTo(full);
    }

    @Test
    void anEmbeddingHasAVectorForEachTextAndIsRecorded() throws Exception {
        var backend = new FakeBackend("fake");
        var request = EmbeddingRequest.of("e", "fake", "a".repeat(500), "a");

        Embeddings embeddings = backend.embed(request, "fake");

        assertThat(embeddings.vectors().getFirst()[1]).isEqualTo(1);
        assertThat(embeddings.vectors().getLast()).isEqualTo(FakeBackend.vector("b"));
        assertThat(embeddings.usage()).isEqualTo(Usage.counted(20, 0));
        assertThat(backend.embedded()).containsExactly(request);
    }

    @Test
    void anEmbeddingFailsWhereTheScriptSays() {
        var backend =
                new FakeBackend("fake").play(Script.failing(FaultKind.OVERLOADED, "too many"));

        assertThatThrownBy(() -> backend.embed(EmbeddingRequest.of("e", "fake", "a"), "fake"))
                .hasMessage("too many");
    }

    @Test
    void aModelWithoutTheAbilityDoesNotEmbed() {
        var served = new ServedModel("fake", 100, Set.of(Ability.CHAT));

        assertThatThrownBy(
                        () ->
                                new FakeBackend(served)
                                        .embed(EmbeddingRequest.of("e", "fake", "a"), "fake"))
                .hasMessage("fake does not embed texts");
    }

    @Test
    void isUnavailableOnceClosed() {
        var backend = new FakeBackend("fake");
        backend.close();

        assertThatThrownBy(() -> backend.generate(question(), "fake", new RecordingSink()))
                .isInstanceOf(BackendException.class)
                .hasMessage("this backend is closed");
    }
}
