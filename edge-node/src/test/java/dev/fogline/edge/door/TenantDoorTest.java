package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.chat;
import static dev.fogline.edge.door.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.config.PolicyFile;
import dev.fogline.edge.config.ServerConfig;
import dev.fogline.router.CacheSetup;
import dev.fogline.router.LedgerReport;
import dev.fogline.router.LedgerReport.By;
import dev.fogline.router.LedgerSetup;
import dev.fogline.router.fair.QueueSetup;
import dev.fogline.router.tenants.KeyHash;
import dev.fogline.router.tenants.Tenant;
import dev.fogline.router.tenants.TenantLimits;
import dev.fogline.router.tenants.Tenants;
import dev.fogline.spi.ModelProfile.Tier;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A node with a key of its own and two tenants, one slot and one place.
@Timeout(30)
class TenantDoorTest {

    private static final String OWN = "the-nodes-own-key";
    private static final String ALICE = "a-key-of-256-random-bits";
    private static final String BOB = "another-key-of-256-random-bits";

    @TempDir Path scratch;

    private RunningNode node;

    @BeforeEach
    void start() {
        var alice = new Tenant("alice", TenantLimits.NONE);
        var bob = new Tenant("bob", new TenantLimits(1, 10, TenantLimits.UNLIMITED));
        node =
                start(
                        Optional.of(OWN),
                        new Tenants.Known(Map.of(KeyHash.of(ALICE), alice, KeyHash.of(BOB), bob)));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aKeyThatNobodyHasIsAnErrorAsClientsKnowIt() throws Exception {
        HttpResponse<String> response = ask("one", "not-a-key");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).at("/error/code").asText()).isEqualTo("invalid_api_key");
        assertThat(response.body()).doesNotContain("not-a-key");
        assertThat(node.post("/v1/chat/completions", chat("one", "")).statusCode()).isEqualTo(401);
    }

    @Test
    void aTenantPaysForWhatItsKeyAsks() throws Exception {
        assertThat(ask("one", ALICE).statusCode()).isEqualTo(200);
        assertThat(ask("one", OWN).statusCode()).isEqualTo(200);

        LedgerReport report =
                LedgerReport.read(
                        scratch.resolve("data"), List.of(By.TENANT), LocalDate.MIN, LocalDate.MAX);
        assertThat(report.toString()).contains("alice").contains("local").doesNotContain("bob");
    }

    @Test
    void whatATenantAskedIsNotShownToOthers() throws Exception {
        String id = ask("one", ALICE).headers().firstValue("x-fogline-decision-id").orElseThrow();

        assertThat(get("/v1/decisions/" + id, ALICE).statusCode()).isEqualTo(200);
        assertThat(get("/v1/decisions/" + id, OWN).statusCode()).isEqualTo(200);
        assertThat(get("/v1/decisions/" + id, BOB).statusCode()).isEqualTo(404);
        assertThat(get("/metrics", ALICE).statusCode()).isEqualTo(403);
        assertThat(get("/metrics", OWN).statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyGradesWhatAnotherAsked() throws Exception {
        String id = ask("one", ALICE).headers().firstValue("x-fogline-decision-id").orElseThrow();
        String good = "{\"decision_id\":\"" + id + "\",\"grade\":\"good\"}";

        assertThat(grade(good, BOB).statusCode()).isEqualTo(404);
        assertThat(grade(good, ALICE).statusCode()).isEqualTo(200);
    }

    @Test
    void aUsedUpMinuteIs429WithTheTimeToComeBack() throws Exception {
        assertThat(ask("one two three", BOB).statusCode()).isEqualTo(200); // 7 read, 3 generated

        HttpResponse<String> second = ask("one", BOB);

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(json(second).at("/error/type").asText()).isEqualTo("rate_limit_error");
        assertThat(json(second).at("/error/message").asText())
                .isEqualTo("bob has used 10 of its 10 tokens a minute");
        assertThat(second.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(50L, 61L);
        assertThat(ask("one", ALICE).statusCode()).isEqualTo(200);
    }

    @Test
    void whoFindsEveryPlaceTakenIsSentAwayAtOnce() throws Exception {
        try (var gate = new Gate()) {
            var running = Thread.ofVirtual().start(() -> quietly(gate.words(), ALICE));
            gate.awaitBackend();
            var waiting = Thread.ofVirtual().start(() -> quietly("one", ALICE));
            while (!get("/metrics", OWN)
                    .body()
                    .contains("fogline_queue_waiting{tenant=\"alice\"} 1")) {
                Thread.onSpinWait();
            }

            HttpResponse<String> third = ask("one", ALICE);

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValueAsLong("retry-after").orElseThrow()).isPositive();
            gate.letGo();
            running.join();
            waiting.join();
        }
    }

    @Test
    void withoutAKeyOfItsOwnTenantsAreStillAskedForTheirs() throws Exception {
        node.close();
        node =
                start(
                        Optional.empty(),
                        new Tenants.Known(
                                Map.of(KeyHash.of(ALICE), new Tenant("alice", TenantLimits.NONE))));

        assertThat(node.post("/v1/chat/completions", chat("one", "")).statusCode()).isEqualTo(401);
        assertThat(ask("one", ALICE).statusCode()).isEqualTo(200);
    }

    private RunningNode start(Optional<String> key, Tenants tenants) {
        return RunningNode.start(
                scratch,
                new ServerConfig("127.0.0.1", 0, key, Set.of(), Set.of(), 20_000),
                LedgerSetup.DEFAULT,
                PolicyFile::readyMade,
                CacheSetup.NONE,
                new RunningNode.Shared(
                        Optional.of(new QueueSetup(1, 1, Duration.ofMinutes(1))), tenants),
                RunningNode.backend("cloud", "large", Tier.CLOUD));
    }

    private HttpResponse<String> ask(String words, String key) throws Exception {
        return node.post("/v1/chat/completions", chat(words, ""), "authorization", "Bearer " + key);
    }

    private void quietly(String words, String key) {
        try {
            ask(words, key);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private HttpResponse<String> grade(String body, String key) throws Exception {
        return node.post("/v1/feedback", body, "authorization", "Bearer " + key);
    }

    private HttpResponse<String> get(String path, String key) throws Exception {
        return node.get(path, "authorization", "Bearer " + key);
    }
}
