package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Spread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationJsonTest {

    private static final Measured MEASURED =
            new Measured(
                    "edge",
                    "small",
                    Tier.CLOUD,
                    1_234,
                    3,
                    new Estimate(new Spread(1.0 / 3, 0.7), new Spread(2, 1e17), 1e-9, Math.PI, 0.1),
                    new Timings(0.1, 123.456789),
                    new Usage(10, 4, 30, 7, Usage.Origin.ESTIMATED));

    @Test
    void readsWhatItWroteToTheLastBit() throws Exception {
        String line = written().toString();

        assertThat(ObservationJson.read(new ObjectMapper().readTree(line))).contains(MEASURED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backend",
                "model",
                "tier",
                "characters",
                "running",
                "predicted",
                "first_token_millis",
                "total_millis",
                "prompt_tokens",
                "cached_prompt_tokens",
                "output_tokens",
                "reasoning_tokens",
                "origin"
            })
    void aLineThatLacksAFieldIsNoObservation(String field) {
        ObjectNode node = written();

        node.remove(field);

        assertThat(ObservationJson.read(node)).isEmpty();
    }

    @Test
    void impossibleFiguresAreNoObservation() {
        assertThat(ObservationJson.read(written().put("total_millis", -1))).isEmpty();
        assertThat(ObservationJson.read(written().put("prompt_tokens", -1))).isEmpty();
        assertThat(ObservationJson.read(written().put("tier", "MOON"))).isEmpty();
    }

    private static ObjectNode written() {
        return JsonText.tree(out -> ObservationJson.write(out, MEASURED));
    }

    @Test
    void nothingIsNoObservation() {
        assertThat(ObservationJson.read(JsonNodeFactory.instance.missingNode())).isEmpty();
        assertThat(ObservationJson.read(JsonNodeFactory.instance.textNode("x"))).isEmpty();
    }
}
