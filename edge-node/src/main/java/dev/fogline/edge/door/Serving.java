package dev.fogline.edge.door;

import dev.fogline.edge.config.NodeConfig;
import dev.fogline.edge.config.NodeConfigReader;
import dev.fogline.edge.config.NodeKind;
import dev.fogline.edge.config.Overrides;
import dev.fogline.edge.device.MachineFigures;
import dev.fogline.router.BackendSetup;
import dev.fogline.router.PriceRemarks;
import dev.fogline.router.profile.KnownSpeeds;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/// What `serve` does on both nodes.
public final class Serving {

    private Serving() {}

    /// The edge node's, until the process is told to stop.
    public static int edge(Overrides flags, PrintWriter out, PrintWriter err)
            throws InterruptedException {
        return serve(NodeKind.EDGE, flags, Staff.NOBODY, out, err);
    }

    /// The cloud node's, until the process is told to stop.
    ///
    /// @param staff who works at it
    public static int cloud(NodeFlags flags, Staff staff, PrintWriter out, PrintWriter err)
            throws InterruptedException {
        return serve(NodeKind.CLOUD, flags.overrides(Optional.empty()), staff, out, err);
    }

    private static int serve(
            NodeKind kind, Overrides flags, Staff staff, PrintWriter out, PrintWriter err)
            throws InterruptedException {
        NodeConfig config =
                new NodeConfigReader(kind, System.getenv(), Installation.home()).read(flags);
        config.plugins().problems().forEach(err::println);
        KnownSpeeds known = Calibrated.of(config, MachineFigures.here().device());
        known.notices().forEach(err::println);
        PriceRemarks.of(config.backends(), LocalDate.now(ZoneOffset.UTC)).forEach(err::println);
        err.flush();
        Node node = Node.start(config, known.speeds(), staff);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "fogline-stop"));
        out.println(
                kind.command() + " listening on " + node.address() + " (" + backends(config) + ")");
        node.adminAddress().ifPresent(at -> out.println("metrics, health and decisions on " + at));
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private static String backends(NodeConfig config) {
        String names =
                config.backends().stream()
                        .map(BackendSetup::name)
                        .collect(Collectors.joining(", "));
        int count = config.backends().size();
        if (config.pool().isPresent()) {
            String pool = "the members of " + config.pool().get().backend().name();
            return count == 0 ? pool : pool + " and " + names;
        }
        if (count == 0) {
            return "no backends: give it --model FILE, or backends in a --config FILE";
        }
        return (count == 1 ? "1 backend: " : count + " backends: ") + names;
    }
}
