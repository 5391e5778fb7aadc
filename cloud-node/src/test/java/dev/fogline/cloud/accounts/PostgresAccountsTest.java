package dev.fogline.cloud.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.door.AccountsSetup;
import dev.fogline.postgres.PostgresServer;
import dev.fogline.router.ledger.Ending;
import dev.fogline.router.ledger.Ledger;
import dev.fogline.router.tenants.KeyHash;
import dev.fogline.router.tenants.Tenant;
import dev.fogline.router.tenants.TenantLimits;
import dev.fogline.router.tenants.Tenants;
import dev.fogline.spi.answer.Usage;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// In a server.
class PostgresAccountsTest extends AccountsContract {

    private static PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    @Override
    void open() throws IOException {
        try (Database database = Database.open(setup(), state("empty"))) {
            database.transaction(
                    connection -> {
                        try (Statement statement = connection.createStatement()) {
                            return statement.execute(
                                    "TRUNCATE tenant_key, tenant, attempt, usage_sum, ledger_end");
                        } catch (SQLException failed) {
                            throw new AssertionError(failed);
                        }
                    });
        }
        super.open();
    }

    @Override
    AccountsSetup setup() {
        return new AccountsSetup(
                Optional.of(server.url()),
                Optional.of(PostgresServer.USER),
                Optional.of(PostgresServer.PASSWORD));
    }

    @Test
    void aNodeGoesOnWithoutItsDatabaseAndCatchesUp() throws Exception {
        var alice = new Tenant("alice", TenantLimits.NONE);
        KeyHash key = KeyHash.of("a key");
        try (Accounts accounts =
                Accounts.open(setup(), state("two"), Tenants.none(), new PrometheusRegistry())) {
            try (Database database = Database.open(setup(), state("one"))) {
                new TenantStore(database).add(alice, key, 1);
            }
            until(() -> accounts.tenants().byKey(key).isPresent());

            server.down();
            try (Ledger ledger = ledger("two", "run-1")) {
                for (int i = 0; i < 100; i++) {
                    attempt(ledger, "alice")
                            .settle(Ending.SERVED, Usage.counted(7, 3), Duration.ZERO);
                }
            }
            assertThat(accounts.tenants().byKey(key)).hasValue(alice);
            server.up();

            try (Database database = Database.open(setup(), state("one"))) {
                LocalDate day = LocalDate.of(2026, 11, 27);
                until(
                        () ->
                                UsageStore.usage(database, Optional.of("alice"), day, day).stream()
                                                .mapToLong(UsageRow::promptTokens)
                                                .sum()
                                        == 700);
            }
        }
    }

    @Test
    void aNodeStartsWithoutItsDatabaseAndLetsNobodyIn() throws Exception {
        server.down();
        try (Accounts accounts =
                Accounts.open(setup(), state("two"), Tenants.none(), new PrometheusRegistry())) {
            assertThat(accounts.tenants().any()).isTrue();

            server.up();
            until(() -> !accounts.tenants().any());
        }
    }
}
