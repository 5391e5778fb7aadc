package dev.fogline.cloud.accounts;

import dev.fogline.edge.door.Accounting;
import dev.fogline.edge.door.AccountsSetup;
import dev.fogline.edge.door.CommandException;
import dev.fogline.router.ledger.LedgerTail;
import dev.fogline.router.tenants.Tenants;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A node's side of the accounts: one thread that looks at the database four times a second, takes
/// down what the ledger has settled, and learns which keys hold and what tenants took elsewhere.
///
/// Without the database the node goes on: with the tenants it knows, with limits by its own
/// figures, and with the ledger, which the database is caught up from.
///
/// The thread is a platform thread: SQLite works in it, and would hold up a virtual one's carrier.
public final class Accounts implements Accounting {

    /// So long a revoked key holds at most.
    private static final Duration PAUSE = Duration.ofMillis(250);

    /// Between tries at a database that is not there.
    private static final Duration LONG_PAUSE = Duration.ofSeconds(2);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Every fourth look also asks what tenants took elsewhere.
    private static final int LOOKS = 4;

    private static final System.Logger LOG = System.getLogger(Accounts.class.getName());

    private final AccountsSetup setup;
    private final Path dataDir;
    private final String node;
    private final InstantSource clock;
    private final LiveTenants tenants;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Session session;
    private boolean down;
    private int looks;

    private Accounts(
            AccountsSetup setup,
            Path dataDir,
            String node,
            InstantSource clock,
            LiveTenants tenants) {
        this.setup = setup;
        this.dataDir = dataDir;
        this.node = node;
        this.clock = clock;
        this.tenants = tenants;
        this.thread = Thread.ofPlatform().name("fogline-accounts").daemon().unstarted(this::run);
    }

    /// Opens the database, or leaves that for later where it is a server that cannot be reached.
    ///
    /// @throws CommandException if the embedded one cannot be used
    public static Accounts open(
            AccountsSetup setup, Path dataDir, Tenants configured, PrometheusRegistry registry) {
        boolean own = setup.url().isEmpty();
        try {
            Files.createDirectories(
                    dataDir,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            var accounts =
                    new Accounts(
                            setup,
                            dataDir,
                            NodeName.of(dataDir, UUID.randomUUID().toString()),
                            InstantSource.system(),
                            new LiveTenants(configured, own));
            accounts.register(registry);
            try {
                accounts.look();
            } catch (AccountsException unreachable) {
                if (own) {
                    throw new CommandException(
                            String.valueOf(unreachable.getMessage()), unreachable);
                }
                accounts.away(unreachable);
            }
            accounts.thread.start();
            return accounts;
        } catch (IOException failed) {
            throw new CommandException(
                    "the accounts in " + dataDir + " cannot be used: " + failed.getMessage(),
                    failed);
        }
    }

    @Override
    public Tenants tenants() {
        return tenants;
    }

    @Override
    public boolean mayGrow() {
        return true;
    }

    /// Posts what the ledger holds by now, if the database is there.
    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        Session open = session;
        if (open != null) {
            try {
                open.poster().post();
            } catch (AccountsException | IOException later) {
                LOG.log(
                        Level.WARNING,
                        "the next start posts what the accounts lack: {0}",
                        later.getMessage());
            }
            open.database().close();
        }
    }

    private void run() {
        Duration pause = PAUSE;
        while (!ended(pause)) {
            try {
                look();
                back();
                pause = PAUSE;
            } catch (AccountsException | IOException failed) {
                away(failed);
                pause = LONG_PAUSE;
            } catch (RuntimeException bug) {
                LOG.log(Level.ERROR, "the accounts failed", bug);
                pause = LONG_PAUSE;
            }
        }
    }

    private boolean ended(Duration pause) {
        try {
            return ending.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            return true;
        }
    }

    private void look() throws IOException {
        Session open = session;
        if (open == null) {
            open = Session.open(setup, dataDir, node);
            session = open;
        }
        LastLook known = tenants.known().with(open.tenants().any(), open.tenants().byKey());
        if (looks % LOOKS == 0) {
            long now = clock.millis();
            known =
                    known.with(
                            open.usage().tokensElsewhere(now - MINUTE.toMillis()),
                            open.usage()
                                    .spentElsewhere(
                                            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        }
        looks++;
        tenants.know(known);
        open.poster().post();
    }

    private void away(Exception failed) {
        if (!down) {
            down = true;
            LOG.log(
                    Level.WARNING,
                    "{0}; the node goes on with the tenants it knows, and the accounts are caught up later",
                    failed.getMessage());
        }
    }

    private void back() {
        if (down) {
            down = false;
            LOG.log(Level.INFO, "the accounts are back");
        }
    }

    private void register(PrometheusRegistry registry) {
        CounterWithCallback.builder()
                .name("fogline_accounts_attempts_total")
                .help("Attempts that this node took down in the accounts.")
                .callback(
                        callback -> {
                            Session open = session;
                            callback.call(open == null ? 0 : (double) open.poster().attempts());
                        })
                .register(registry);
        GaugeWithCallback.builder()
                .name("fogline_accounts_behind_bytes")
                .help("Of this node's ledger, what the accounts lack.")
                .callback(
                        callback -> {
                            Session open = session;
                            callback.call(open == null ? 0 : (double) open.poster().behindBytes());
                        })
                .register(registry);
    }

    /// What an open database is used for.
    private record Session(
            Database database, TenantStore tenants, UsageStore usage, Poster poster) {

        static Session open(AccountsSetup setup, Path dataDir, String node) {
            Database database = Database.open(setup, dataDir);
            var usage = new UsageStore(database, node);
            return new Session(
                    database,
                    new TenantStore(database),
                    usage,
                    new Poster(new LedgerTail(dataDir), usage));
        }
    }
}
