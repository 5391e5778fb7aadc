package dev.fogline.edge.prices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.Main;
import dev.fogline.edge.door.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table of two models at one provider and one of them at another.
class PricesCommandTest {

    @TempDir private Path dir;

    private Path file = Path.of("");

    @BeforeEach
    void table() throws IOException {
        file = dir.resolve("prices.yaml");
        Files.writeString(
                file,
                """
                fogline-prices: 1
                name: house
                date: 2026-08-21
                providers:
                  - provider: p
                    models:
                      - model: large
                        usd-per-million: {input: 2, cached-input: 0.2, output: 12}
                        above: [{prompt-tokens: 1000, usd-per-million: {input: 4, output: 18}}]
                        changes: [{from: 2026-09-01, usd-per-million: {input: 1, output: 2}}]
                      - {model: small, usd-per-million: {input: 0.05, output: 0.1}, usd-per-request: 0.005}
                  - provider: q
                    models:
                      - {model: small, usd-per-million: {input: 0, output: 0}, source: a contract}
                """);
    }

    @Test
    void listsEverythingWithItsAge() {
        CliRun run = prices("--at", "2026-08-22");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .startsWith(
                        "provider model input cached written output thinking USD per million tokens",
                        "p large 2 0.2 2 12 12 changes with time",
                        " above 1000 prompt tokens 4 0.2 4 18 18 the whole request",
                        "p small 0.05 0.05 0.05 0.1 0.1 and 0.005 USD a request",
                        "q small 0 0 0 0 0 a contract");
        assertThat(run.out().lines().toList().getLast())
                .matches("3 of 3 models, house-2026-08-21-[0-9a-f]{8}, 1 days old");
    }

    @Test
    void oldPricesAreCalledStale() {
        assertThat(prices("--at", "2026-09-20").out()).endsWith(", 30 days old\n");
        assertThat(prices("--at", "2026-09-21").out()).endsWith(", stale: 31 days old\n");
    }

    @Test
    void looksAModelUpOnADay() throws IOException {
        String line =
                prices("large", "--at", "2026-09-01", "--json")
                        .out()
                        .lines()
                        .findFirst()
                        .orElse("");
        JsonNode json = new ObjectMapper().readTree(line);

        assertThat(json.path("provider").asText()).isEqualTo("p");
        assertThat(json.path("usd_per_million").path("output").asText()).isEqualTo("2");
        assertThat(json.path("source").asText()).isEqualTo("house 2026-08-21, p large");
        assertThat(json.path("price_version").asText()).startsWith("house-2026-08-21-");
    }

    @Test
    void aProvidersListAlone() {
        assertThat(prices("small", "--provider", "q").out().lines()).hasSize(3);
    }

    @Test
    void aPartOfANameFindsWhatNoListKnows() {
        assertThat(prices("arg").out()).contains("large").doesNotContain("small");
    }

    @Test
    void whatNobodyKnowsIsSaid() {
        CliRun run = prices("huge", "--provider", "p");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("fogline: no price is known of 'huge' at 'p' in house-2026-08-21-");
    }

    @Test
    void withoutAFileTheTableOfFoglineIsShown() {
        assertThat(CliRun.of(new Main(), "prices", "gpt-4-0613").out())
                .containsPattern("openai +gpt-4 +30 +30 +30 +60 +60 +genai-prices");
    }

    @Test
    void aCheckCountsWhatCanBeUsed() {
        assertThat(CliRun.of(new Main(), "prices", "check", file.toString()).out())
                .contains(
                        ": 2 providers, 3 models read, 0 not understood, 0 not priced by tokens of"
                                + " text\n",
                        "  of 2026-08-21; ");
    }

    @Test
    void aCheckSaysWhatIsNotUnderstoodOrRounded() throws IOException {
        Files.writeString(
                file,
                """
                [{"id": "p", "models": [
                  {"id": "a", "match": {"sounds_like": "a"}, "prices": {"input_mtok": 1}},
                  {"id": "b", "match": {"equals": "b"}, "prices": {"input_mtok": 0.0000001}}]}]
                """);

        assertThat(CliRun.of(new Main(), "prices", "check", file.toString()).out())
                .contains(
                        ": 1 providers, 1 models read, 1 not understood, 0 not priced by tokens of text\n",
                        "  not understood: p a: a rule is not understood: sounds_like\n",
                        "  rounded to a pico-dollar per token: p b\n");
    }

    @Test
    void aCheckRefusesWhatIsNoPriceFileWithThePlace() throws IOException {
        Files.writeString(file, "fogline-prices: 1\nproviders: [{model: x}]\n");
        CliRun run = CliRun.of(new Main(), "prices", "check", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "fogline: "
                                + file
                                + ": providers[0]: unknown key 'model'; there are [api, models,"
                                + " provider]\n");
    }

    private CliRun prices(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "prices";
        all[1] = "--file";
        all[2] = file.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return CliRun.of(new Main(), all);
    }
}
