package dev.fogline.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.edge.scripted.ScriptedPlugin;
import dev.fogline.router.Budgets;
import dev.fogline.router.CacheSetup;
import dev.fogline.router.LedgerSetup;
import dev.fogline.router.Limits;
import dev.fogline.router.PoolSetup;
import dev.fogline.router.Pricing;
import dev.fogline.router.fair.QueueSetup;
import dev.fogline.router.pool.Balance;
import dev.fogline.router.pool.Discovery;
import dev.fogline.router.pool.Member;
import dev.fogline.router.tenants.KeyHash;
import dev.fogline.router.tenants.Tenant;
import dev.fogline.router.tenants.TenantLimits;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Prices;
import dev.fogline.spi.TokenRates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeConfigReaderTest {

    private static final String HASH = "0a".repeat(32);
    private static final String OTHER_HASH = "0b".repeat(32);

    @TempDir Path home;

    private Path file;

    @BeforeEach
    void plugins() throws IOException {
        ScriptedPlugin.jar(Files.createDirectories(home.resolve("plugins")));
        file = home.resolve("node.yaml");
    }

    @Test
    void worksWithoutAFile() {
        NodeConfig config = reader(Map.of("XDG_STATE_HOME", "/state")).read(Overrides.NONE);

        assertThat(config.server().host()).isEqualTo("127.0.0.1");
        assertThat(config.server().port()).isEqualTo(8080);
        assertThat(config.data()).isEqualTo(Path.of("/state/fogline"));
        assertThat(config.backends()).isEmpty();
        assertThat(config.policies().book().usual()).isEqualTo("balanced");
        assertThat(config.policies().file()).isEmpty();
        assertThat(config.ledger()).isEqualTo(LedgerSetup.DEFAULT);
        assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(config.cache()).isEqualTo(CacheSetup.NONE);
    }

    @Test
    void loadsTheExampleOfTheEdge() {
        NodeConfig config = read(Path.of("src/main/image/etc/fogline.yaml"), Map.of());

        assertThat(config.backends()).hasSize(1);
        assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(config.cache()).isEqualTo(CacheSetup.NONE);
        assertThat(config.server().maxBodyBytes()).isEqualTo(8 << 20);
    }

    @Test
    void loadsTheExampleOfTheCloud() {
        NodeConfig config =
                read(Path.of("../cloud-node/src/main/image/etc/fogline-cloud.yaml"), Map.of());

        assertThat(config.server().port()).isEqualTo(8090);
        assertThat(config.backends().getFirst().tier()).isEqualTo(Tier.CLOUD);
    }

    @Test
    void readsAPool() throws IOException {
        write(
                """
                pool:
                  name: gpus
                  members: members.yaml
                  balance: least-loaded
                  drain-millis: 5
                  backend: {quality: 0.9, models: llama}
                """);

        PoolSetup pool = read(file, Map.of()).pool().orElseThrow();

        assertThat(pool.backend().name()).isEqualTo("gpus");
        assertThat(pool.backend().tier()).isEqualTo(Tier.CLOUD);
        assertThat(pool.backend().settings())
                .isEqualTo(Map.of("models", "llama", "probe-interval-millis", "1000"));
        assertThat(pool.discovery()).isEqualTo(new Discovery.MembersFile(Path.of("members.yaml")));
        assertThat(pool.balance()).isEqualTo(Balance.LEAST_LOADED);
        assertThat(pool.refresh()).isEqualTo(Duration.ofSeconds(1));
        assertThat(pool.drain()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void readsWhereMembersComeFrom() throws IOException {
        write("pool: {dns: {name: _llm._tcp.pool.internal, scheme: https}}");
        assertThat(read(file, Map.of()).pool().orElseThrow().discovery())
                .isEqualTo(new Discovery.Dns("_llm._tcp.pool.internal", "https", 8000));

        write("pool: {kubernetes: {service: llama, port: http}}");
        assertThat(read(file, Map.of()).pool().orElseThrow().discovery())
                .isEqualTo(new Discovery.Kubernetes("llama", "", "http", "http"));

        write("pool: {engine-router: 'http://router'}");
        assertThat(read(file, Map.of()).pool().orElseThrow().discovery())
                .isEqualTo(new Discovery.EngineRouter("http://router"));
    }

    @Test
    void aPoolIsChosenFromOnceNeverTwice() throws IOException {
        write("pool:\n  members: members.yaml\n  engine-router: http://router\n");

        assertThatThrownBy(() -> read(file, Map.of()))
                .hasMessageEndingWith(
                        "line 3: engine-router: members come from one of members, dns, kubernetes,"
                                + " engine-router");
    }

    @Test
    void readsTheExampleOfMembers() {
        assertThat(MembersReader.read(Path.of("../cloud-node/src/main/image/etc/members.yaml")))
                .containsExactly(
                        new Member(
                                "gpu-0",
                                "http://10.0.0.4:8000",
                                Map.of("accelerator", "h100"),
                                false),
                        new Member("gpu-1", "http://10.0.0.5:8000", Map.of(), true));
    }

    @Test
    void readsHowTenantsShareANode() throws IOException {
        write(
                "fair-queue: {slots: 8, places: 50, longest-wait-millis: 4000}\n"
                        + "tenants:\n"
                        + "  - {name: alice, key-sha256: ["
                        + HASH
                        + ", "
                        + OTHER_HASH
                        + "], priority: 3,"
                        + " tokens-per-minute: 1000, usd-per-day: 0.5}\n");

        NodeConfig config = read(file, Map.of());

        assertThat(config.queue()).hasValue(new QueueSetup(8, 50, Duration.ofSeconds(4)));
        var alice = new Tenant("alice", new TenantLimits(3, 1_000, 500_000_000));
        assertThat(config.tenants().byKey(new KeyHash(HASH))).hasValue(alice);
        assertThat(config.tenants().byKey(new KeyHash(OTHER_HASH))).hasValue(alice);
        assertThat(config.tenants().limits("bob")).isEqualTo(TenantLimits.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fair-queue: {places: 3} | the key 'slots' is missing",
                "fair-queue: {slots: 0} | slots: '0' is not a whole number from 1 to 100000",
                "tenants: [{name: alice}] | name: 'alice' needs a key-sha256",
                "tenants: [{name: local, key-sha256: x}] | name: 'local' cannot be a tenant's name",
                "tenants: [{name: a, key-sha256: sk-1}] | key-sha256: takes the 64 hexadecimal digits of the key's SHA-256, never the key itself"
            })
    void saysWhatIsWrongWithTenants(String text, String problem) throws IOException {
        write(text + "\n");

        assertThatThrownBy(() -> read(file, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(problem);
    }

    @Test
    void tenantsWithKeysMakeANodeSafeForOthers() throws IOException {
        write("server: {host: 0.0.0.0}\ntenants: [{name: a, key-sha256: " + HASH + "}]\n");

        assertThat(read(file, Map.of()).server().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void readsHowManyAnswersAreKept() throws IOException {
        write("cache: {max-bytes: 67108864, max-age-seconds: 90}\n");

        assertThat(read(file, Map.of()).cache())
                .isEqualTo(new CacheSetup(64 << 20, Duration.ofSeconds(90)));
    }

    @Test
    void refusesACacheThatKeepsForNoTime() throws IOException {
        write("cache: {max-bytes: 1000, max-age-seconds: 0}\n");

        assertThatThrownBy(() -> read(file, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("max-age-seconds: '0' is not a whole number from 1 to");
    }

    @Test
    void readsABackend() throws IOException {
        write(
                """
                backends:
                  - name: a
                    type: scripted
                    tier: device
                    model: ${env:MODEL}
                    prices: {input-usd-per-million: 0.05, output-usd-per-million: 1, source: list}
                    energy: {busy-watts: 20}
                    quality: 0.9
                """);

        var backend = read(file, Map.of("MODEL", "tiny")).backends().getFirst();

        assertThat(backend.tier()).isEqualTo(Tier.DEVICE);
        assertThat(backend.settings()).isEqualTo(Map.of("model", "tiny"));
        assertThat(backend.pricing())
                .isEqualTo(new Pricing.Fixed(new Prices(50_000, 1_000_000, "list")));
        assertThat(backend.energy().busyWatts()).isEqualTo(20);
        assertThat(backend.qualityPrior()).isEqualTo(0.9);
    }

    @Test
    void readsAPriceOfCachedTokens() throws IOException {
        write(
                """
                backends:
                  - name: a
                    type: scripted
                    prices:
                      input-usd-per-million: 3
                      cached-input-usd-per-million: 0.3
                      output-usd-per-million: 15
                      source: list
                """);

        var rates = new TokenRates(3_000_000, 300_000, 3_000_000, 15_000_000, 15_000_000);
        assertThat(read(file, Map.of()).backends().getFirst().pricing())
                .isEqualTo(new Pricing.Fixed(new Prices(rates, "list")));
    }

    @Test
    void flagsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
        write("server: {port: 1}\ndata: /from-file\n");
        var environment = Map.of("FOGLINE_PORT", "2", "FOGLINE_DATA", "/from-environment");
        var flags =
                new Overrides(
                        Optional.of(file),
                        Optional.of(3),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        NodeConfig config = reader(environment).read(flags);

        assertThat(config.server().port()).isEqualTo(3);
        assertThat(config.data()).isEqualTo(Path.of("/from-environment"));
    }

    @Test
    void aCloudFlagAddsABackendOrChangesTheOneThere() throws IOException {
        var environment = Map.of("FOGLINE_CLOUD", "http://new/v1", "FOGLINE_CLOUD_API_KEY", "k");
        write("backends: [{name: pool, type: openai, url: http://old/v1}]");

        assertThat(reader(environment).read(Overrides.NONE).backends())
                .singleElement()
                .satisfies(backend -> assertThat(backend.name()).isEqualTo("cloud"));
        assertThat(read(file, environment).backends())
                .singleElement()
                .satisfies(
                        backend -> {
                            assertThat(backend.name()).isEqualTo("pool");
                            assertThat(backend.settings())
                                    .isEqualTo(Map.of("url", "http://new/v1", "api-key", "k"));
                        });
    }

    @Test
    void readsLedgerAndBudgets() throws IOException {
        write(
                """
                ledger: {fsync: true}
                budgets:
                  - tenant: alice
                    usd-per-day: 0.50
                  - {tenant: default, usd-per-day: 0.000000001}
                """);

        assertThat(read(file, Map.of()).ledger())
                .isEqualTo(
                        new LedgerSetup(
                                true, new Budgets(Map.of("alice", 500_000_000L, "default", 1L))));
    }

    @Test
    void readsLimits() throws IOException {
        write("limits: {first-token-millis: 1500, max-attempts: 2, retry-share: 0.1}");

        Limits limits = read(file, Map.of()).limits();

        assertThat(limits.firstToken()).isEqualTo(Duration.ofMillis(1500));
        assertThat(limits.maxAttempts()).isEqualTo(2);
        assertThat(limits.repetition())
                .isEqualTo(new Limits.Repetition(Duration.ofSeconds(5), 0.1));
        assertThat(limits.stall()).isEqualTo(Limits.DEFAULT.stall());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sever: {}                  | line 1: unknown key 'sever'; did you mean 'server'?",
                "server: {prot: 1}          | line 1: unknown key 'prot'; did you mean 'port'?",
                "server: {port: x}          | line 1: port: 'x' is not a whole number from 0 to 65535",
                "server: {port: 70000}      | line 1: port: '70000' is not a whole number from 0 to 65535",
                "server: 5                  | line 1: server: takes keys below it",
                "server: {api-key: abc}     | line 1: api-key: is a secret: write ${env:NAME} or ${file:PATH}, not the value itself",
                "data: ${env:NONE}          | line 1: data: the environment variable NONE is not set",
                "data: [a]                  | line 1: data: takes one value",
                "backends: [{name: a}]      | line 1: the key 'type' is missing",
                "backends: [{name: a, type: openai}] | line 1: url: is missing: where the server is",
                "backends: [{name: a, type: openai, urll: b}] | line 1: unknown key 'urll'; did you mean 'url'?",
                "backends: [{name: a, type: none}] | line 1: type: there is no backend of type 'none'; there are openai, scripted",
                "backends: [{name: a/b, type: scripted}] | line 1: name: 'a/b' must not be blank or hold a slash",
                "backends: [{name: a, type: scripted}, {name: a, type: scripted}] | line 1: backends: two are named 'a'",
                "backends: [{name: a, type: scripted, api-key: b}] | line 1: api-key: is a secret: write ${env:NAME} or ${file:PATH}, not the value itself",
                "backends: [{name: a, type: scripted, tier: moon}] | line 1: tier: 'moon' is neither device nor cloud",
                "backends: [{name: a, type: scripted, quality: 2}] | line 1: quality: '2' is not a number from 0.0 to 1.0",
                "polices: x.yaml            | line 1: unknown key 'polices'; did you mean 'policies'?",
                "limits: {max-attempts: 0}  | line 1: max-attempts: '0' is not a whole number from 1 to 100",
                "ledger: {fsync: yes-please} | line 1: fsync: 'yes-please' is neither true nor false",
                "budgets: [{tenant: a}]     | line 1: the key 'usd-per-day' is missing",
                "budgets: [{tenant: a, usd-per-day: -1}] | line 1: usd-per-day: '-1' is not an amount from 0 to 1000000 with at most nine decimals",
                "budgets: [{tenant: a, usd-per-day: 1}, {tenant: a, usd-per-day: 2}] | line 1: tenant: 'a' has two budgets",
                "- a                        | line 1: keys are expected, such as `server:`"
            })
    void refusesByLineAndKey(String yaml, String message) throws IOException {
        write(yaml);

        assertThatThrownBy(() -> read(file, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ", " + message);
    }

    @Test
    void countsLines() throws IOException {
        write("# first\nserver:\n  port: 1\n  host: 127.0.0.1\n  hots: x\n");

        assertThatThrownBy(() -> read(file, Map.of()))
                .hasMessage(file + ", line 5: unknown key 'hots'; did you mean 'host'?");
    }

    @Test
    void refusesAKeyThatIsThereTwice() throws IOException {
        write("data: a\ndata: b\n");

        assertThatThrownBy(() -> read(file, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ", line 2: ");
    }

    @Test
    void refusesAMissingFile() {
        assertThatThrownBy(() -> read(file, Map.of()))
                .hasMessage("there is no configuration file " + file);
    }

    @Test
    void refusesToBeReachedByOthersWithoutAKey() throws IOException {
        write("server: {host: 0.0.0.0}");

        assertThatThrownBy(() -> read(file, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "server.host 0.0.0.0 is not the loopback:"
                                + " set server.api-key, or name tenants with keys, before others can reach this node");
    }

    @Test
    void takesASecretFromAFileNobodyElseMayUse() throws IOException {
        Path secret = Files.writeString(home.resolve("key"), "s3cret\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        write("server: {host: 0.0.0.0, api-key: '${file:" + secret + "}'}");

        assertThat(read(file, Map.of()).server().apiKey()).hasValue("s3cret");
        assertThat(read(file, Map.of()).server().toString()).doesNotContain("s3cret");
    }

    @Test
    void refusesASecretFromAFileOthersMayRead() throws IOException {
        Path secret = Files.writeString(home.resolve("key"), "s3cret\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        write("server: {api-key: '${file:" + secret + "}'}");

        assertThatThrownBy(() -> read(file, Map.of()))
                .hasMessage(
                        file + ", line 1: api-key: others may use " + secret + "; chmod 600 it");
    }

    @Test
    void refusesAPortOfTheEnvironmentThatIsNone() {
        assertThatThrownBy(() -> reader(Map.of("FOGLINE_PORT", "http")).read(Overrides.NONE))
                .hasMessage("FOGLINE_PORT: 'http' is not a whole number from 0 to 65535");
    }

    @Test
    void aModelIsNamedAsItIsInstalled() throws IOException {
        Path models = Files.createDirectories(home.resolve("models"));
        Files.writeString(models.resolve("small.gguf"), "");
        var environment = Map.of("FOGLINE_MODELS", models.toString(), "FOGLINE_MODEL", "small");

        NodeConfig config = reader(environment).read(Overrides.NONE);

        assertThat(config.backends().getFirst().settings())
                .isEqualTo(Map.of("file", models.resolve("small.gguf").toString()));
    }

    @Test
    void saysThatANamedModelIsNotInstalled() throws IOException {
        write("data: " + home + "\n");

        assertThatThrownBy(() -> read(file, Map.of("FOGLINE_MODEL", "none")))
                .hasMessage(
                        "--model none: there is neither such a file nor such a model in "
                                + home.resolve("models")
                                + "; fogline models list shows what is there");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file, yaml);
    }

    private NodeConfig read(Path config, Map<String, String> environment) {
        return reader(environment)
                .read(
                        new Overrides(
                                Optional.of(config),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    private NodeConfigReader reader(Map<String, String> environment) {
        return new NodeConfigReader(NodeKind.EDGE, environment, home);
    }
}
