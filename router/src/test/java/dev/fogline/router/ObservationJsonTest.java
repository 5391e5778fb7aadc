package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.Announcement;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Observation;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationJsonTest {

    private static final Measured MEASURED =
            new Measured(
                    "edge",
                    "small",
                    Tier.CLOUD,
                    new Features(
                            1_234,
                            309,
                            new Spread(8, 129, 500),
                            512,
                            DataClass.PUBLIC,
                            Set.of(Ability.CHAT, Ability.JSON),
                            37,
                            1_048_575,
                            Terms.NONE),
                    new NodeState(Readiness.COLD, Integer.MAX_VALUE, 3, 4, 1.0 / 3, 0.1, Math.E, 0)
                            .reading(5),
                    new Estimate(
                            new Spread(0.1, 1.0 / 3, 0.7),
                            new Spread(1, 2, 1e17),
                            new Spread(0, 1e-9, 2e-9),
                            Spread.exactly(Math.PI),
                            0.1),
                    new Timings(0.1, 123.456789, 17),
                    new Usage(10, 4, 30, 7, Usage.Origin.ESTIMATED));

    @Test
    void readsWhatItWroteToTheLastBit() throws Exception {
        String line = written().toString();

        assertThat(ObservationJson.read(new ObjectMapper().readTree(line))).contains(MEASURED);
    }

    @Test
    void aLineOfAnEarlierVersionKnowsNoUnreadTokensAndNoArrivals() throws Exception {
        var line = (ObjectNode) new ObjectMapper().readTree(written().toString());
        ((ObjectNode) line.at("/observation/node")).remove("unread_tokens");
        ((ObjectNode) line.path("observation")).remove("arrivals");

        assertThat(ObservationJson.read(line).map(Measured.class::cast))
                .hasValueSatisfying(
                        read -> {
                            assertThat(read.node().unreadTokens()).isZero();
                            assertThat(read.timings().arrivals()).isZero();
                        });
    }

    @Test
    void whatWasAnnouncedComesBackButItsPrice() throws Exception {
        NodeState told =
                MEASURED.node().announcing(new Announcement(1.0 / 3, Optional.empty(), 1.1));
        Measured announced =
                new Measured(
                        "edge",
                        "small",
                        Tier.CLOUD,
                        MEASURED.features(),
                        told,
                        MEASURED.predicted(),
                        MEASURED.timings(),
                        MEASURED.usage());
        String line = written(announced).toString();

        assertThat(ObservationJson.read(new ObjectMapper().readTree(line))).contains(announced);
    }

    @Test
    void readsAGradeAsItWroteIt() throws Exception {
        var graded =
                new Observation.Graded("small", "q8_0-1", 0.7, Terms.of(3, 99, 200_000), 0.3, 2.5);
        String line =
                JsonText.tree(
                                out -> {
                                    out.writeObjectFieldStart(Journal.OBSERVATION);
                                    ObservationJson.write(out, graded);
                                    out.writeEndObject();
                                })
                        .toString();

        assertThat(ObservationJson.read(new ObjectMapper().readTree(line))).contains(graded);
        assertThat(
                        ObservationJson.read(
                                new ObjectMapper().readTree(line.replace("200000", "\"text\""))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backend",
                "model",
                "tier",
                "features",
                "node",
                "first_token_millis",
                "total_millis",
                "prompt_tokens",
                "cached_prompt_tokens",
                "output_tokens",
                "reasoning_tokens",
                "origin"
            })
    void aLineThatLacksAFieldIsNoObservation(String field) {
        ObjectNode line = written();

        observation(line).remove(field);

        assertThat(ObservationJson.read(line)).isEmpty();
    }

    @Test
    void aLineWithoutWhatWasPredictedIsNoObservation() {
        ObjectNode unpredicted = written();
        ((ObjectNode) unpredicted.path("attempts").path(1)).remove("predicted");
        ObjectNode unserved = written();
        ((ObjectNode) unserved.path("attempts").path(1)).put("served", false);

        assertThat(ObservationJson.read(unpredicted)).isEmpty();
        assertThat(ObservationJson.read(unserved)).isEmpty();
    }

    @Test
    void impossibleFiguresAreNoObservation() {
        assertThat(with(it -> it.put("total_millis", -1))).isEmpty();
        assertThat(with(it -> it.put("prompt_tokens", -1))).isEmpty();
        assertThat(with(it -> it.put("tier", "MOON"))).isEmpty();
    }

    private static Optional<Observation> with(Consumer<ObjectNode> change) {
        ObjectNode line = written();
        change.accept(observation(line));
        return ObservationJson.read(line);
    }

    private static ObjectNode observation(ObjectNode line) {
        return (ObjectNode) line.path("observation");
    }

    /// What of a line in the journal belongs to an observation.
    private static ObjectNode written() {
        return written(MEASURED);
    }

    private static ObjectNode written(Measured measured) {
        return JsonText.tree(
                out -> {
                    out.writeArrayFieldStart("attempts");
                    out.writeStartObject();
                    out.writeBooleanField("served", false);
                    out.writeEndObject();
                    out.writeStartObject();
                    EstimateJson.write(out, "predicted", measured.predicted());
                    out.writeBooleanField("served", true);
                    out.writeEndObject();
                    out.writeEndArray();
                    out.writeObjectFieldStart("observation");
                    ObservationJson.write(out, measured);
                    out.writeEndObject();
                });
    }

    @Test
    void whatAnEarlierVersionWroteIsNoObservation() throws Exception {
        String line =
                """
                {"observation":{"backend":"edge","model":"small","tier":"DEVICE","characters":5,"running":0,
                "prompt_tokens":20,"cached_prompt_tokens":0,"output_tokens":31,
                "reasoning_tokens":0,"origin":"COUNTED","first_token_millis":50,
                "total_millis":500,"predicted":{"first_token_millis":{"median":1,"p95":2},
                "total_millis":{"median":1,"p95":2},"cost_usd":0,"energy_joules":1,"quality":1}}}
                """;

        assertThat(ObservationJson.read(new ObjectMapper().readTree(line))).isEmpty();
    }

    @Test
    void nothingIsNoObservation() {
        assertThat(ObservationJson.read(JsonNodeFactory.instance.missingNode())).isEmpty();
        assertThat(ObservationJson.read(JsonNodeFactory.instance.textNode("x"))).isEmpty();
    }
}
