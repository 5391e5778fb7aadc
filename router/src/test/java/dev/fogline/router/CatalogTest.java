package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Backend;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.FakeBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private final HandTicker ticker = new HandTicker();
    private final FakeBackend edge = new FakeBackend("small");

    @Test
    void addsTheOperatorsWordToWhatABackendServes() {
        Candidate candidate = catalog(edge).snapshot().candidates().getFirst();

        assertThat(candidate.key()).isEqualTo("edge/small");
        assertThat(candidate.model().tier()).isEqualTo(Tier.DEVICE);
        assertThat(candidate.model().qualityPrior()).isEqualTo(0.8);
        assertThat(candidate.model().contextTokens()).isEqualTo(ServedModel.UNKNOWN_CONTEXT);
        assertThat(candidate.node()).isEqualTo(NodeState.ready(0));
    }

    @Test
    void tellsHowLongACandidateIsLeftAlone() {
        var breakers = new Breakers(ticker);
        var places =
                List.of(
                        Samples.place(Samples.setup("edge", Tier.DEVICE), edge),
                        Samples.place(Samples.setup("cloud", Tier.CLOUD), edge));
        breakers.rests()
                .note(
                        "cloud",
                        new Fault(
                                FaultKind.OVERLOADED, "full", Optional.of(Duration.ofSeconds(7))));

        Snapshot snapshot = new Catalog(places, breakers, new Metering(), ticker).snapshot();

        assertThat(snapshot.availability().rests())
                .isEqualTo(Map.of("cloud/small", Duration.ofSeconds(7)));
    }

    @Test
    void aBackendThatThrowsHasNoCandidates() {
        assertThat(keys(catalog(new Broken(new IllegalStateException("bug")), edge)))
                .containsExactly("cloud/small");
    }

    @Test
    void aBackendThatLacksAClassHasNoCandidates() {
        assertThat(keys(catalog(new Broken(new NoClassDefFoundError("absent/Lib")), edge)))
                .containsExactly("cloud/small");
    }

    @Test
    void closesEveryBackendThoughOneThrows() {
        catalog(new Broken(new NoClassDefFoundError("absent/Lib")), edge).close();

        assertThat(edge.closed()).isTrue();
    }

    private Catalog catalog(Backend... backends) {
        var names = List.of("edge", "cloud");
        var places = new ArrayList<Catalog.Place>();
        for (int i = 0; i < backends.length; i++) {
            places.add(Samples.place(Samples.setup(names.get(i), Tier.DEVICE), backends[i]));
        }
        return new Catalog(places, new Breakers(ticker), new Metering(), ticker);
    }

    private static List<String> keys(Catalog catalog) {
        return catalog.snapshot().candidates().stream().map(Candidate::key).toList();
    }

    /// Lists two models, and throws when asked for the state of the second.
    private record Broken(Throwable thrown) implements Backend {

        @Override
        public List<ServedModel> models() {
            return List.of(new ServedModel("a", 8, Set.of()), new ServedModel("b", 8, Set.of()));
        }

        @Override
        public NodeState state(String model) {
            if (model.equals("b")) {
                fail();
            }
            return NodeState.ready(0);
        }

        @Override
        public Answer generate(InferenceRequest request, String model, TokenSink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            fail();
        }

        private void fail() {
            switch (thrown) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                default -> throw new AssertionError(thrown);
            }
        }
    }
}
