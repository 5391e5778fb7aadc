package dev.fogline.cloud.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.cloud.accounts.TenantStore.Change;
import dev.fogline.edge.door.AccountsSetup;
import dev.fogline.router.ledger.Account;
import dev.fogline.router.ledger.Charge;
import dev.fogline.router.ledger.Ending;
import dev.fogline.router.ledger.Ledger;
import dev.fogline.router.ledger.LedgerTail;
import dev.fogline.router.tenants.Elsewhere;
import dev.fogline.router.tenants.KeyHash;
import dev.fogline.router.tenants.Tenant;
import dev.fogline.router.tenants.TenantLimits;
import dev.fogline.router.tenants.Tenants;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Usage;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What accounts do, whatever database they lie in. The prices are 1 and 2 nano-dollars a token.
@Timeout(60)
abstract class AccountsContract {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);
    private static final KeyHash KEY = KeyHash.of("a key");
    private static final KeyHash OTHER = KeyHash.of("another key");
    private static final Tenant ALICE =
            new Tenant("alice", new TenantLimits(3, 1_000, 5_000_000_000L));
    private static final Tenant BOB = new Tenant("bob", TenantLimits.NONE);

    @TempDir Path dir;

    private Database database;
    private TenantStore tenants;

    /// An empty database.
    abstract AccountsSetup setup();

    @BeforeEach
    void open() throws IOException {
        database = Database.open(setup(), state("one"));
        tenants = new TenantStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTenantIsKnownByItsKeys() {
        assertThat(tenants.add(ALICE, KEY, 1)).isEqualTo(Change.DONE);
        assertThat(tenants.add(BOB, OTHER, 1)).isEqualTo(Change.DONE);

        assertThat(tenants.byKey()).containsEntry(KEY, ALICE).containsEntry(OTHER, BOB).hasSize(2);
        assertThat(tenants.list())
                .containsExactly(
                        new TenantRow(ALICE, List.of(KEY.hex().substring(0, 8))),
                        new TenantRow(BOB, List.of(OTHER.hex().substring(0, 8))));
    }

    @Test
    void aNameIsTakenOnce() {
        tenants.add(ALICE, KEY, 1);

        assertThat(tenants.add(new Tenant("alice", TenantLimits.NONE), OTHER, 2))
                .isEqualTo(Change.THERE_ALREADY);
        assertThat(tenants.byKey()).containsOnlyKeys(KEY);
    }

    @Test
    void aKeyIsChangedWithoutAPause() {
        tenants.add(ALICE, KEY, 1);
        assertThat(tenants.addKey("alice", OTHER, 2)).isEqualTo(Change.DONE);
        assertThat(tenants.addKey("nobody", OTHER, 2)).isEqualTo(Change.UNKNOWN);
        assertThat(tenants.byKey()).containsOnlyKeys(KEY, OTHER);

        assertThat(tenants.revoke("alice", KEY.hex().substring(0, 8), 3)).isEqualTo(Change.DONE);

        assertThat(tenants.byKey()).containsOnlyKeys(OTHER);
        assertThat(tenants.revoke("alice", "", 4)).isEqualTo(Change.DONE);
        assertThat(tenants.byKey()).isEmpty();
        assertThat(tenants.revoke("alice", "", 5)).isEqualTo(Change.UNKNOWN);
        assertThat(tenants.list()).containsExactly(new TenantRow(ALICE, List.of()));
    }

    @Test
    void limitsAreChanged() {
        tenants.add(ALICE, KEY, 1);

        assertThat(tenants.limit(new Tenant("alice", TenantLimits.NONE))).isEqualTo(Change.DONE);
        assertThat(tenants.limit(BOB)).isEqualTo(Change.UNKNOWN);

        assertThat(tenants.byKey().get(KEY).limits()).isEqualTo(TenantLimits.NONE);
    }

    @Test
    void aSchemaThatIsThereIsLeftAlone() throws IOException {
        tenants.add(ALICE, KEY, 1);

        try (Database again = Database.open(setup(), state("one"))) {
            assertThat(new TenantStore(again).byKey()).containsOnlyKeys(KEY);
        }
    }

    @Test
    void everyAttemptCountsOnceHoweverOftenItIsPosted() throws IOException {
        try (Ledger ledger = ledger("one", "run-1")) {
            attempt(ledger, "alice").settle(Ending.SERVED, Usage.counted(7, 3), Duration.ZERO);
            attempt(ledger, "alice").settle(Ending.SERVED, Usage.counted(11, 5), Duration.ZERO);
            attempt(ledger, "bob").settle(Ending.CANCELLED, estimated(2, 1), Duration.ZERO);
        }
        var store = new UsageStore(database, "one");
        LedgerTail.Part part = new LedgerTail(state("one")).read(DAY, 0, 1 << 20);

        assertThat(store.post(DAY, part)).isEqualTo(3);
        assertThat(store.post(DAY, part)).isZero();

        assertThat(UsageStore.usage(database, Optional.empty(), DAY, DAY))
                .containsExactly(
                        new UsageRow("alice", "2026-11-27", "counted", 2, 18, 0, 8, 34, 0),
                        new UsageRow("bob", "2026-11-27", "estimated", 1, 2, 0, 1, 4, 0));
        assertThat(UsageStore.usage(database, Optional.of("bob"), DAY, DAY)).hasSize(1);
        assertThat(UsageStore.usage(database, Optional.empty(), DAY.plusDays(1), DAY.plusDays(9)))
                .isEmpty();
    }

    @Test
    void whoeverPostsNextGoesOnWhereTheLastOneStopped() throws IOException {
        var tail = new LedgerTail(state("one"));
        try (Ledger ledger = ledger("one", "run-1")) {
            attempt(ledger, "alice").settle(Ending.SERVED, Usage.counted(7, 3), Duration.ZERO);
            new Poster(tail, new UsageStore(database, "one")).post();
            attempt(ledger, "alice").settle(Ending.SERVED, Usage.counted(1, 1), Duration.ZERO);

            var next = new Poster(tail, new UsageStore(database, "one"));
            next.post();

            assertThat(next.attempts()).isEqualTo(1);
            assertThat(next.behindBytes()).isZero();
        }
        assertThat(promptTokens("alice")).isEqualTo(8);
    }

    /// An attempt that was running when its node was killed is charged as expected, once, and said
    /// to be unknown.
    @Test
    void whatNobodyHeardTheEndOfIsMarked() throws IOException {
        Ledger killed = ledger("one", "run-1");
        attempt(killed, "alice"); // 10 and 20 are expected
        killed.close();
        try (Ledger ledger = ledger("one", "run-2")) {
            assertThat(ledger.unwritten()).isZero();
            new Poster(new LedgerTail(state("one")), new UsageStore(database, "one")).post();
        }

        assertThat(UsageStore.usage(database, Optional.empty(), DAY, DAY))
                .containsExactly(
                        new UsageRow("alice", "2026-11-27", "unknown", 1, 10, 0, 20, 50, 0));
    }

    @Test
    void nodesOfOneDatabaseKnowWhatTheOthersHaveSpent() throws IOException {
        try (Ledger one = ledger("one", "run-1");
                Ledger two = ledger("two", "run-2")) {
            attempt(one, "alice").settle(Ending.SERVED, Usage.counted(7, 3), Duration.ZERO);
            attempt(two, "alice").settle(Ending.SERVED, Usage.counted(100, 50), Duration.ZERO);
        }
        var first = new UsageStore(database, "one");
        var second = new UsageStore(database, "two");
        new Poster(new LedgerTail(state("one")), first).post();
        new Poster(new LedgerTail(state("two")), second).post();

        assertThat(first.spentElsewhere(DAY)).containsOnly(Map.entry("alice", 200L));
        assertThat(second.spentElsewhere(DAY)).containsOnly(Map.entry("alice", 13L));
        assertThat(first.spentElsewhere(DAY.plusDays(1))).isEmpty();
        assertThat(first.tokensElsewhere(NOON.toEpochMilli() - 1))
                .containsOnly(Map.entry("alice", 150L));
        assertThat(first.tokensElsewhere(NOON.toEpochMilli())).isEmpty();
        assertThat(promptTokens("alice")).isEqualTo(107);
    }

    @Test
    void aNodeNoticesNewTenantsAndRevokedKeysByItself() throws Exception {
        try (Accounts accounts =
                Accounts.open(setup(), state("two"), Tenants.none(), new PrometheusRegistry())) {
            Tenants live = accounts.tenants();
            if (setup().url().isEmpty()) {
                return; // an embedded database is its node's alone
            }
            assertThat(live.any()).isFalse();

            tenants.add(ALICE, KEY, 1);
            until(() -> live.byKey(KEY).isPresent());
            assertThat(live.any()).isTrue();
            assertThat(live.limits("alice")).isEqualTo(ALICE.limits());

            tenants.revoke("alice", "", 2);
            until(() -> live.byKey(KEY).isEmpty());
            assertThat(live.elsewhere("alice")).isEqualTo(Elsewhere.NOTHING);
        }
    }

    @Test
    void aNodesOwnAccountsNoticeWhatACommandWrites() throws Exception {
        try (Accounts accounts =
                Accounts.open(setup(), state("one"), Tenants.none(), new PrometheusRegistry())) {
            tenants.add(ALICE, KEY, 1);
            until(() -> accounts.tenants().byKey(KEY).isPresent());
            tenants.revoke("alice", "", 2);
            until(() -> accounts.tenants().byKey(KEY).isEmpty());
            assertThat(accounts.tenants().any()).isTrue(); // or the door would be open to all

            try (Ledger ledger = ledger("one", "run-1")) {
                attempt(ledger, "alice").settle(Ending.SERVED, Usage.counted(7, 3), Duration.ZERO);
                until(() -> promptTokens("alice") == 7);
                attempt(ledger, "alice").settle(Ending.SERVED, Usage.counted(1, 0), Duration.ZERO);
            }
        }
        assertThat(promptTokens("alice")).isEqualTo(8); // closing posts what is left
    }

    long promptTokens(String tenant) {
        return UsageStore.usage(database, Optional.of(tenant), DAY, DAY).stream()
                .mapToLong(UsageRow::promptTokens)
                .sum();
    }

    Path state(String node) throws IOException {
        return Files.createDirectories(dir.resolve(node));
    }

    Ledger ledger(String node, String run) throws IOException {
        return Ledger.open(state(node), false, 100, InstantSource.fixed(NOON), run);
    }

    static Account attempt(Ledger ledger, String tenant) {
        var charge =
                new Charge(
                        "q",
                        "q",
                        tenant,
                        "cloud",
                        "large",
                        Tier.CLOUD,
                        new Prices(1_000, 2_000, "test"),
                        new EnergyProfile(0, 0, "test"),
                        estimated(10, 20));
        return ledger.begin(charge, Long.MAX_VALUE).orElseThrow();
    }

    static Usage estimated(int promptTokens, int outputTokens) {
        return new Usage(promptTokens, 0, outputTokens, 0, Usage.Origin.ESTIMATED);
    }

    /// The class's time limit ends what never comes.
    static void until(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
