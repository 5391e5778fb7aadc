package dev.fogline.cloud.pool;

import dev.fogline.edge.door.Attendant;
import dev.fogline.router.Pool;
import dev.fogline.router.PoolSetup;
import dev.fogline.router.Router;
import dev.fogline.router.pool.Discovery;
import dev.fogline.router.pool.Member;
import dev.fogline.router.pool.MemberStatus;
import java.util.List;
import java.util.Optional;

/// Follows who is in the node's pool and how busy each is, as long as the node runs.
///
/// What cannot be told leaves the members as they are: a broken file, a name server or an API that
/// is away must not empty a pool that works.
public final class PoolAttendant implements Attendant {

    private static final System.Logger LOG = System.getLogger(PoolAttendant.class.getName());

    /// Has nothing to do for a node without a pool.
    public PoolAttendant() {}

    @Override
    public Duty attend(Router router) {
        return router.pool().<Duty>map(PoolAttendant::follow).orElse(() -> {});
    }

    private static Duty follow(Pool pool) {
        PoolSetup setup = pool.setup();
        var round = new Round(pool, source(setup));
        round.first();
        Thread thread = Thread.ofVirtual().name("fogline-pool").start(round);
        return () -> {
            thread.interrupt();
            round.close();
        };
    }

    private static MemberSource source(PoolSetup setup) {
        return switch (setup.discovery()) {
            case Discovery.MembersFile(var file) -> new FileSource(file);
            case Discovery.EngineRouter(var url) -> new RouterSource(setup.backend().name(), url);
            case Discovery.Dns dns -> DnsSource.of(dns);
            case Discovery.Kubernetes kubernetes -> KubernetesSource.of(kubernetes);
        };
    }

    /// Looks at the source and at the members, again and again.
    private static final class Round implements Runnable, AutoCloseable {

        private final Pool pool;
        private final MemberSource source;
        private final Scraper scraper;
        private String complaint = "";

        Round(Pool pool, MemberSource source) {
            this.pool = pool;
            this.source = source;
            this.scraper =
                    new Scraper(pool.setup().backend().settings().getOrDefault("api-key", ""));
        }

        /// On the caller's thread, so that a node listens when its members are known.
        void first() {
            try {
                look();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void run() {
            try {
                while (true) {
                    Thread.sleep(pool.setup().refresh());
                    look();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        private void look() throws InterruptedException {
            try {
                Optional<List<Member>> now = source.look();
                if (now.isPresent()) {
                    pool.members(now.get());
                    complaint = "";
                    LOG.log(
                            System.Logger.Level.INFO,
                            "the pool {0} has {1} members",
                            pool.setup().backend().name(),
                            now.get().size());
                }
            } catch (SourceException failed) {
                String reason = String.valueOf(failed.getMessage());
                if (!reason.equals(complaint)) {
                    complaint = reason;
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "{0}; the members of the pool stay as they are",
                            reason);
                }
            }
            pool.sweep();
            for (MemberStatus one : pool.status()) {
                scraper.ask(one.member().url(), load -> pool.said(one.member(), load));
            }
        }

        @Override
        public void close() {
            scraper.close();
        }
    }
}
