package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Constraint;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Objection;
import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingChoiceTest {

    private static final Candidate CHAT =
            candidate("edge", "chat", Tier.DEVICE, NodeState.ready(0), Ability.CHAT);
    private static final Candidate ENCODER =
            candidate("edge", "encoder", Tier.DEVICE, NodeState.ready(0), Ability.EMBEDDINGS);
    private static final Candidate REMOTE =
            candidate("cloud", "encoder", Tier.CLOUD, NodeState.ready(0), Ability.EMBEDDINGS);

    @ParameterizedTest
    @ValueSource(strings = {"auto", "fogline", "encoder", "edge/encoder"})
    void theOneThatEmbedsIsMeant(String model) {
        assertThat(choice(model, CHAT, ENCODER)).isEqualTo(new EmbeddingChoice.One(ENCODER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "encoder"})
    void amongSeveralNobodyChooses(String model) {
        assertThat(choice(model, CHAT, ENCODER, REMOTE))
                .isEqualTo(
                        none(
                                FaultKind.INVALID_REQUEST,
                                "vectors of different models cannot be compared: ask for one of"
                                        + " [edge/encoder, cloud/encoder]"));
    }

    @Test
    void theKeyTellsModelsOfOneNameApart() {
        assertThat(choice("cloud/encoder", ENCODER, REMOTE))
                .isEqualTo(new EmbeddingChoice.One(REMOTE));
    }

    @Test
    void aModelOfTheSameNameThatDoesNotEmbedIsNotMeant() {
        Candidate talking =
                candidate("cloud", "encoder", Tier.CLOUD, NodeState.ready(0), Ability.CHAT);

        assertThat(choice("encoder", talking, ENCODER)).isEqualTo(new EmbeddingChoice.One(ENCODER));
    }

    @Test
    void sayThatNobodyEmbeds() {
        assertThat(choice("auto", CHAT))
                .isEqualTo(none(FaultKind.UNSUPPORTED, "no model here embeds texts"));
        assertThat(choice("auto"))
                .isEqualTo(none(FaultKind.UNSUPPORTED, "no model here embeds texts"));
    }

    @Test
    void saysThatTheNamedModelDoesNotEmbedOrExist() {
        assertThat(choice("chat", CHAT, ENCODER))
                .isEqualTo(
                        none(
                                FaultKind.UNSUPPORTED,
                                "edge/chat: it cannot do what the request needs: [EMBEDDINGS]"));
        assertThat(choice("other", CHAT, ENCODER))
                .isEqualTo(none(FaultKind.UNKNOWN_MODEL, "the model 'other' does not exist here"));
    }

    @Test
    void nobodyStandsInForOneThatIsDown() {
        Candidate down =
                candidate("edge", "encoder", Tier.DEVICE, NodeState.down(0), Ability.EMBEDDINGS);

        assertThat(choice("edge/encoder", down, REMOTE))
                .isEqualTo(none(FaultKind.UNAVAILABLE, "edge/encoder: edge is not available"));
    }

    @Test
    void privateTextsStayOnTheDevice() {
        assertThat(privately("auto", REMOTE))
                .isEqualTo(
                        none(
                                FaultKind.UNAVAILABLE,
                                "cloud/encoder: the request is private and must not leave the"
                                        + " device"));
        assertThat(privately("auto", ENCODER)).isEqualTo(new EmbeddingChoice.One(ENCODER));
    }

    /// A private request must not get vectors of another model than public ones, so it is no help
    /// in choosing.
    @Test
    void privacyDoesNotChoose() {
        assertThat(privately("auto", ENCODER, REMOTE)).isInstanceOf(EmbeddingChoice.None.class);
    }

    @Test
    void theLongestTextMustFitNotAllTogether() {
        String half = "a".repeat(4 * 60); // 60 tokens of a context of 100

        assertThat(choice(EmbeddingRequest.of("e", "auto", half, half, half, half, half), ENCODER))
                .isEqualTo(new EmbeddingChoice.One(ENCODER));
        assertThat(choice(EmbeddingRequest.of("e", "auto", "a", "a".repeat(4 * 300)), ENCODER))
                .isEqualTo(
                        none(
                                FaultKind.CONTEXT_EXCEEDED,
                                "edge/encoder: the prompt has about 300 tokens, the context holds"
                                        + " 100"));
    }

    @Test
    void aPluginsConstraintHoldsAndSeesAllTexts() {
        var constraints = new ArrayList<>(Constraints.builtIn(Set.of()));
        constraints.add(new NoSecrets());
        var request = EmbeddingRequest.of("e", "auto", "harmless", "a secret");

        assertThat(
                        new EmbeddingChoice(constraints)
                                .of(request, new Extraction().of(request), List.of(ENCODER), 0))
                .isEqualTo(none(FaultKind.INVALID_REQUEST, "edge/encoder: it holds a secret"));
    }

    private static EmbeddingChoice.Choice choice(String model, Candidate... snapshot) {
        return choice(EmbeddingRequest.of("e", model, "a text"), snapshot);
    }

    private static EmbeddingChoice.Choice privately(String model, Candidate... snapshot) {
        return choice(
                new EmbeddingRequest(
                        "e",
                        model,
                        List.of("a text"),
                        Duration.ofMinutes(1),
                        "local",
                        DataClass.PRIVATE),
                snapshot);
    }

    private static EmbeddingChoice.Choice choice(EmbeddingRequest request, Candidate... snapshot) {
        return new EmbeddingChoice(Constraints.builtIn(Set.of()))
                .of(request, new Extraction().of(request), List.of(snapshot), 0);
    }

    private static EmbeddingChoice.Choice none(FaultKind kind, String message) {
        return new EmbeddingChoice.None(Fault.of(kind, message));
    }

    private static Candidate candidate(
            String backend, String model, Tier tier, NodeState node, Ability ability) {
        return new Candidate(
                backend,
                new ModelProfile(
                        model,
                        tier,
                        100,
                        Set.of(ability),
                        Prices.FREE,
                        new EnergyProfile(10, 0, "assumed"),
                        0.5),
                node);
    }

    private record NoSecrets() implements Constraint {

        @Override
        public String name() {
            return "no-secrets";
        }

        @Override
        public Optional<Objection> objection(
                InferenceRequest request, Features features, Candidate candidate, long nowNanos) {
            return request.input().texts().getFirst().contains("secret")
                    ? Optional.of(
                            new Objection(name(), FaultKind.INVALID_REQUEST, "it holds a secret"))
                    : Optional.empty();
        }
    }
}
