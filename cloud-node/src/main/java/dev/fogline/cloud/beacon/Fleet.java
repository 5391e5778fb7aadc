package dev.fogline.cloud.beacon;

import dev.fogline.cost.PoolPrice;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.NodeProcess;
import dev.fogline.edge.door.Scratch;
import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/// A cloud node and its edges, as processes of their own, with nothing learnt yet.
final class Fleet implements AutoCloseable {

    private static final double MILLION = 1e6;

    private final Scratch scratch = Scratch.make("fogline-beacon");
    private final Path home;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<URI> edges = new ArrayList<>();
    private final URI cloud;

    private Fleet(Path home, URI engines) {
        this.home = home;
        this.cloud = start("fogline-cloud", "cloud", cloudConfig(engines));
    }

    /// @param home of an installed Fogline
    /// @param engines where the paced engines listen
    /// @param started told how many edges have, each time one has
    /// @throws CommandException if a node does not start; none is left running
    static Fleet start(Path home, URI engines, Scene scene, Arm arm, IntConsumer started) {
        var fleet = new Fleet(home, engines);
        try {
            for (int edge = 0; edge < scene.edges(); edge++) {
                String config = fleet.edgeConfig(engines, arm, edge, scene.device(edge));
                fleet.edges.add(fleet.start("fogline", "edge-" + edge, config));
                started.accept(edge + 1);
            }
            return fleet;
        } catch (RuntimeException failed) {
            fleet.close();
            throw failed;
        }
    }

    URI cloud() {
        return cloud;
    }

    /// In their order.
    List<URI> edges() {
        return List.copyOf(edges);
    }

    @Override
    public void close() {
        nodes.reversed().forEach(NodeProcess::close);
        scratch.close();
    }

    private URI start(String launcher, String name, String config) {
        NodeProcess node =
                NodeProcess.serve(home.resolve("bin").resolve(launcher), name, config, scratch);
        nodes.add(node);
        return node.address();
    }

    private static String cloudConfig(URI engines) {
        return """
               backends:
                 - name: engine
                   type: openai
                   url: %s/v1
                   models: %s
                   quality: 0.7
                   pool:
                     usd-per-hour: %s
                     batch-curve: [%s]
                     source: %s
               """
                .formatted(
                        engines,
                        Scene.POOL_MODEL,
                        Scene.POOL.usdPerHour(),
                        curve(Scene.POOL),
                        Scene.POOL.source());
    }

    private static String curve(Pool pool) {
        return pool.curve().stream().map(Fleet::point).collect(Collectors.joining(", "));
    }

    private static String point(BatchSpeed point) {
        return "{batch: " + point.batch() + ", tokens-per-second: " + point.tokensPerSecond() + "}";
    }

    /// The device has a curve without a rent: so the edge knows its one slot and who waits for it,
    /// as it does of a model that it runs itself.
    private String edgeConfig(URI engines, Arm arm, int edge, Pool device) {
        String known =
                switch (arm) {
                    case WITH_BEACON -> "    beacon: auto\n";
                    case WITHOUT_BEACON ->
                            "    beacon: off\n    prices: {input-usd-per-million: 0, "
                                    + "output-usd-per-million: "
                                    + listPrice()
                                    + "}\n";
                };
        return """
               backends:
                 - name: pool
                   type: openai
                   url: %s/v1
                   models: %s
                   quality: 0.7
                   energy: {joules-per-token: 0}
               %s  - name: device
                   type: openai
                   tier: device
                   url: %s/v1
                   models: %s
                   quality: 0.7
                   energy: {busy-watts: 0}
                   pool: {usd-per-hour: 0, batch-curve: [%s]}
               """
                .formatted(
                        cloud,
                        Scene.POOL_MODEL,
                        known,
                        engines,
                        Scene.deviceModel(edge),
                        curve(device));
    }

    private static String listPrice() {
        var price = new PoolPrice(Scene.POOL);
        return String.format(Locale.ROOT, "%.3f", MILLION * price.averageUsd(price.full()));
    }
}
