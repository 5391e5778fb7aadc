package dev.fogline.edge.door;

import dev.fogline.cost.FirstSpeed;
import dev.fogline.edge.beacon.Announcer;
import dev.fogline.edge.config.NodeConfig;
import dev.fogline.edge.config.ServerConfig;
import dev.fogline.edge.power.PowerMeter;
import dev.fogline.router.Router;
import dev.fogline.router.RouterSetup;
import dev.fogline.router.fair.FairSetup;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Ticker;
import io.helidon.webserver.WebServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// A running node: a router and the door in front of it.
public final class Node implements AutoCloseable {

    private static final Path SYS = Path.of("/sys");

    private final Attendant.Duty duty;
    private final WebServer server;
    private final Router router;
    private final Announcer announcer;
    private final Lookout policies;
    private final PowerMeter meter;
    private final ServerConfig config;
    private final Accounting accounting;
    private final Lookout tls;

    private Node(
            Attendant.Duty duty,
            WebServer server,
            Router router,
            Announcer announcer,
            Lookout policies,
            PowerMeter meter,
            ServerConfig config,
            Accounting accounting) {
        this.duty = duty;
        this.server = server;
        this.router = router;
        this.announcer = announcer;
        this.policies = policies;
        this.meter = meter;
        this.config = config;
        this.accounting = accounting;
        this.tls =
                TlsFollower.follow(
                        config.security().tls(),
                        renewed -> {
                            server.reloadTls(renewed);
                            if (config.adminDoor()
                                    .flatMap(admin -> admin.security().tls())
                                    .isPresent()) {
                                server.reloadTls(Door.ADMIN, renewed);
                            }
                        });
    }

    /// Starts the backends with assumed speeds, then listens.
    ///
    /// @throws CommandException as below
    public static Node start(NodeConfig config) {
        return start(config, Map.of(), Staff.NOBODY);
    }

    /// Starts the backends, then listens.
    ///
    /// @param speeds known before anything is answered, by `backend/model`
    /// @param staff who works beside its router
    ///
    /// @throws CommandException if the address is taken
    /// @throws dev.fogline.router.RouterException if a part cannot start; nothing is left running
    static Node start(NodeConfig config, Map<String, FirstSpeed> speeds, Staff staff) {
        Logs.quieten();
        var registry = new PrometheusRegistry();
        Accounting accounting =
                staff.accounts().open(config.accounts(), config.data(), config.tenants(), registry);
        try {
            return start(config, speeds, staff.attendant(), accounting, registry);
        } catch (RuntimeException failed) {
            accounting.close();
            throw failed;
        }
    }

    private static Node start(
            NodeConfig config,
            Map<String, FirstSpeed> speeds,
            Attendant attendant,
            Accounting accounting,
            PrometheusRegistry registry) {
        InstantSource wallClock = InstantSource.system();
        Router router =
                Router.open(
                        new RouterSetup(
                                config.backends(),
                                config.policies().book(),
                                config.limits(),
                                config.data(),
                                config.plugins(),
                                registry,
                                Ticker.system(),
                                wallClock,
                                config.qualityPrior(),
                                speeds,
                                config.ledger(),
                                config.cache(),
                                config.pool(),
                                fair(config, accounting)));
        try {
            return listening(
                    config, router, attendant.attend(router), accounting, registry, wallClock);
        } catch (RuntimeException failed) {
            router.close();
            throw failed;
        }
    }

    private static Node listening(
            NodeConfig config,
            Router router,
            Attendant.Duty duty,
            Accounting accounting,
            PrometheusRegistry registry,
            InstantSource wallClock) {
        var announcer =
                Announcer.start(
                        config.beacon(),
                        router::outlooks,
                        router::queue,
                        Ticker.system(),
                        wallClock);
        try {
            WebServer server =
                    new Door(
                                    config.server(),
                                    accounting.tenants(),
                                    router,
                                    announcer,
                                    registry,
                                    wallClock)
                            .server()
                            .start();
            if (!server.isRunning()) { // Helidon logs why, and returns
                throw new CommandException(
                        "port "
                                + config.server().port()
                                + " on "
                                + config.server().host()
                                + " cannot be had: is another node running? Choose one with --port N");
            }
            return new Node(
                    duty,
                    server,
                    router,
                    announcer,
                    PolicyFollower.follow(config.policies(), router::policies),
                    PowerMeter.follow(
                            SYS, Ticker.system(), () -> onDevice(router), router::busyWatts),
                    config.server(),
                    accounting);
        } catch (RuntimeException failed) {
            announcer.close();
            duty.close();
            throw failed;
        }
    }

    /// None for a node of one user, whom nobody limits.
    private static Optional<FairSetup> fair(NodeConfig config, Accounting accounting) {
        return config.queue().isEmpty() && !config.tenants().any() && !accounting.mayGrow()
                ? Optional.empty()
                : Optional.of(new FairSetup(config.queue(), accounting.tenants()));
    }

    /// Requests that run on this device now.
    private static int onDevice(Router router) {
        return router.candidates().stream()
                .filter(candidate -> candidate.model().tier() == Tier.DEVICE)
                .mapToInt(candidate -> candidate.node().running())
                .sum();
    }

    /// Where it listens, with the port it really has.
    public URI address() {
        return address(config, server.port());
    }

    /// Where the door apart is, if there is one.
    public Optional<URI> adminAddress() {
        return config.adminDoor().map(admin -> address(admin, server.port(Door.ADMIN)));
    }

    private static URI address(ServerConfig at, int port) {
        String host = at.host();
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        String scheme = at.security().tls().isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + name + ":" + port);
    }

    /// Stops listening, lets running answers end for a while, then frees everything.
    @Override
    public void close() {
        policies.close();
        tls.close();
        meter.close();
        announcer.close();
        server.stop();
        duty.close();
        router.close();
        accounting.close();
    }
}
