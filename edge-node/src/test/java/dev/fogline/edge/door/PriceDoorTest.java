package dev.fogline.edge.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.router.BackendSetup;
import dev.fogline.router.Pricing;
import dev.fogline.router.prices.PriceCatalogue;
import dev.fogline.router.prices.PriceFile;
import dev.fogline.spi.ModelProfile.Tier;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cloud whose model `large` is in a list, at 1 and 2 USD per million tokens.
class PriceDoorTest {

    private static final String ASKED =
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"one two\"}]}";

    @TempDir private Path scratch;
    private PriceCatalogue catalogue = PriceFile.shipped();
    private Optional<RunningNode> running = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        Path file =
                Files.writeString(
                        scratch.resolve("prices.yaml"),
                        """
                        fogline-prices: 1
                        date: 2026-08-21
                        providers: [{provider: p, models: [{model: large, usd-per-million: {input: 1, output: 2}}]}]
                        """);
        catalogue = PriceFile.read(file, Optional.empty()).catalogue();
        running =
                Optional.of(
                        RunningNode.start(
                                scratch,
                                RunningNode.server(),
                                listed("known", "large"),
                                listed("strange", "other")));
    }

    @AfterEach
    void stop() {
        running.ifPresent(RunningNode::close);
    }

    @Test
    void anAnswerSaysByWhichListItWasPriced() throws Exception {
        var response = ask("large");

        assertThat(response.headers().firstValue("x-fogline-cost-usd")).hasValue("0.000011000");
        assertThat(response.headers().firstValue("x-fogline-price-version"))
                .hasValue(catalogue.version());
    }

    @Test
    void aDecisionSaysByWhichListItWasMade() throws Exception {
        String id = ask("large").headers().firstValue("x-fogline-decision-id").orElseThrow();
        JsonNode decision = json(node().get("/v1/decisions/" + id));

        assertThat(decision.at("/decision/candidates/0/price_version").asText())
                .isEqualTo(catalogue.version());
        assertThat(decision.at("/decision/candidates/1/price_version").asText())
                .isEqualTo("unknown");
    }

    @Test
    void anUnknownPriceIsExplained() throws Exception {
        JsonNode explained = json(node().post("/v1/explain", ASKED.formatted("other")));

        assertThat(explained.toString())
                .contains("price unknown: " + catalogue.version() + " has no model 'other' of p");
    }

    @Test
    void theDateOfTheListIsAMetric() throws Exception {
        // 2026-08-21 is 1787270400 seconds after 1970-01-01
        assertThat(node().get("/metrics").body())
                .contains(
                        "fogline_price_list_timestamp_seconds{price_version=\""
                                + catalogue.version()
                                + "\"} 1.7872704E9");
    }

    private BackendSetup listed(String name, String model) {
        BackendSetup usual = RunningNode.backend(name, model, Tier.CLOUD);
        return new BackendSetup(
                usual.name(),
                usual.type(),
                usual.settings(),
                usual.tier(),
                new Pricing.Listed(catalogue, "p", Optional.empty(), 30),
                usual.operatingCost(),
                usual.energy(),
                usual.qualityPrior());
    }

    private HttpResponse<String> ask(String model) throws Exception {
        return node().post("/v1/chat/completions", ASKED.formatted(model));
    }

    private RunningNode node() {
        return running.orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
