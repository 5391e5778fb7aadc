package dev.fogline.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.edge.scripted.ScriptedPlugin;
import dev.fogline.router.BackendSetup;
import dev.fogline.router.PriceRemarks;
import dev.fogline.router.Pricing;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a configuration says of money.
class MoneySectionsTest {

    private static final LocalDate SOON = LocalDate.parse("2026-08-22");
    private static final String TABLE =
            """
            fogline-prices: 1
            name: house
            date: 2026-08-21
            providers:
              - {provider: p, api: "https://p.example", models: [{model: m, usd-per-million: {input: 2, output: 3}}]}
              - {provider: q, api: "https://q.example"}
              - {provider: r, api: "https://q.example"}
            """;

    @TempDir private Path home;

    private Path file = Path.of("");
    private Path table = Path.of("");

    @BeforeEach
    void files() throws IOException {
        ScriptedPlugin.jar(Files.createDirectories(home.resolve("plugins")));
        file = home.resolve("fogline.yaml");
        table = Files.writeString(home.resolve("prices.yaml"), TABLE);
    }

    @Test
    void aProviderIsKnownByTheAddress() throws IOException {
        BackendSetup cloud = only("type: openai, url: 'https://p.example/v1'");

        assertThat(prices(cloud, "m").rates().inputPicoUsd()).isEqualTo(2_000_000);
        assertThat(prices(cloud, "m").version()).startsWith("house-2026-08-21-");
        assertThat(prices(cloud, "n").known()).isFalse();
        assertThat(PriceRemarks.of(List.of(cloud), SOON)).isEmpty();
    }

    @Test
    void withoutAFileTheTableOfFoglineIsUsed() throws IOException {
        BackendSetup cloud =
                read("backends: [{name: a, type: openai, url: 'https://api.openai.com/v1'}]", "");

        assertThat(prices(cloud, "gpt-4").source())
                .isEqualTo("fogline 2026-08-21 (genai-prices), openai gpt-4");
    }

    @Test
    void anAddressNobodyOrSeveralAnswerAtIsNotGuessed() throws IOException {
        BackendSetup pool = only("type: openai, url: 'http://127.0.0.1:8090/v1'");
        BackendSetup two = only("type: openai, url: 'https://q.example'");

        assertThat(prices(pool, "m").known()).isFalse();
        assertThat(PriceRemarks.of(List.of(pool), SOON).getFirst())
                .startsWith(
                        "backend a: price unknown and reckoned as 0: nobody in house-2026-08-21-")
                .endsWith(
                        " answers at http://127.0.0.1:8090/v1; give its entry `prices`, amounts or"
                                + " a provider");
        assertThat(prices(two, "m").source())
                .isEqualTo("price unknown: q and r answer at https://q.example");
    }

    @Test
    void aProviderAndAModelMayBeNamed() throws IOException {
        BackendSetup cloud =
                only("type: openai, url: 'http://127.0.0.1:1', prices: {provider: p, model: m}");

        assertThat(prices(cloud, "whatever").rates().outputPicoUsd()).isEqualTo(3_000_000);
    }

    @Test
    void amountsWinOverTheCatalogue() throws IOException {
        BackendSetup cloud =
                only(
                        "type: openai, url: 'https://p.example', prices: {input-usd-per-million: 1,"
                                + " output-usd-per-million: 1}");

        assertThat(prices(cloud, "m")).isEqualTo(new Prices(1_000_000, 1_000_000, "configured"));
    }

    @Test
    void theDeviceIsFree() throws IOException {
        assertThat(prices(only("type: scripted, tier: device"), "m")).isEqualTo(Prices.FREE);
    }

    @Test
    void oldPricesAreSaidToBeStale() throws IOException {
        BackendSetup cloud = only("type: openai, url: 'https://p.example'");

        assertThat(PriceRemarks.of(List.of(cloud, cloud), LocalDate.parse("2026-09-20"))).isEmpty();
        assertThat(PriceRemarks.of(List.of(cloud, cloud), LocalDate.parse("2026-09-21")))
                .singleElement()
                .asString()
                .startsWith("the prices of house-2026-08-21-")
                .contains(" are stale: 31 days old; ");
    }

    @Test
    void pricesFoundByTheAddressFollowTheFlagCloud() throws IOException {
        BackendSetup found =
                read(backend("type: openai, url: 'https://q.example'"), "https://p.example/v1");
        BackendSetup named =
                read(
                        backend("type: openai, url: 'https://q.example', prices: {provider: q}"),
                        "https://p.example/v1");

        assertThat(prices(found, "m").known()).isTrue();
        assertThat(prices(named, "m").source()).contains("has no model 'm' of q");
    }

    @Test
    void aDeviceMayCostElectricityAndWear() throws IOException {
        assertThat(
                        only("type: scripted, tier: device, energy: {usd-per-kwh: 0.3,"
                                        + " wear-usd-per-hour: 0.02, source: assumed}")
                                .operatingCost())
                .isEqualTo(new OperatingCost.Device(0.3, 0.02, "assumed"));
        assertThat(only("type: scripted, energy: {busy-watts: 9}").operatingCost())
                .isEqualTo(new OperatingCost.None());
    }

    @Test
    void aPoolMayCostItsRent() throws IOException {
        assertThat(
                        only("type: scripted, pool: {usd-per-hour: 2.5, batch-curve:"
                                        + " [{batch: 8, tokens-per-second: 1070}, {batch:"
                                        + " 511, tokens-per-second: 9806}]}")
                                .operatingCost())
                .isEqualTo(
                        new OperatingCost.Pool(
                                2.5,
                                List.of(new BatchSpeed(8, 1_070), new BatchSpeed(511, 9_806)),
                                "configured"));
    }

    @Test
    void whatIsWrongIsSaidWithItsLine() throws IOException {
        refused(
                "type: scripted, pool: {usd-per-hour: 2}",
                "batch-curve: usdPerHour 2.0, curve of 0 points");
        refused(
                "type: scripted, energy: {usd-per-kwh: 1}, pool: {usd-per-hour: 2, batch-curve:"
                        + " [{batch: 1, tokens-per-second: 1}]}",
                "pool: a pool's rent holds its electricity and wear: give one of them");
        refused(
                "type: scripted, prices: {provider: p, output-usd-per-million: 1}",
                "unknown key 'output-usd-per-million'; did you mean 'provider'?");
    }

    @Test
    void aPriceFileThatCannotBeReadStopsTheStart() throws IOException {
        Files.writeString(table, "fogline-prices: 1\nprovider: []\n");

        assertThatThrownBy(() -> only("type: scripted"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        file
                                + ", line 1: file: "
                                + table
                                + ": unknown key 'provider'; there are [date, fogline-prices, name,"
                                + " providers, source]");
    }

    private void refused(String entry, String problem) {
        assertThatThrownBy(() -> only(entry))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ", line 2: " + problem);
    }

    private static Prices prices(BackendSetup backend, String model) {
        Pricing pricing = backend.pricing();
        return pricing.tariff(model).phases().getFirst().prices();
    }

    private BackendSetup only(String entry) throws IOException {
        return read(backend(entry), "");
    }

    private String backend(String entry) {
        return "prices: {file: '" + table + "'}\nbackends: [{name: a, " + entry + "}]\n";
    }

    private BackendSetup read(String yaml, String cloud) throws IOException {
        Files.writeString(file, yaml);
        return new NodeConfigReader(NodeKind.EDGE, Map.of(), home)
                .read(
                        new Overrides(
                                Optional.of(file),
                                Optional.empty(),
                                Optional.of(cloud).filter(url -> !url.isEmpty()),
                                Optional.empty(),
                                Optional.of(home),
                                Optional.empty(),
                                Optional.empty()))
                .backends()
                .getFirst();
    }
}
