package dev.fogline.cloud.bench;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.NodeProcess;
import dev.fogline.edge.door.Scratch;
import dev.fogline.router.pool.Balance;
import dev.fogline.router.tenants.KeyHash;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The processes of one measurement: stand-in engines, and for each way to balance a node of its
/// own in front of all of them.
final class PoolStage implements AutoCloseable {

    private final List<NodeProcess> processes = new ArrayList<>();
    private final Map<Balance, URI> nodes = new EnumMap<>(Balance.class);
    private final Scratch scratch;
    private Optional<URI> shared = Optional.empty();

    private PoolStage(Scratch scratch) {
        this.scratch = scratch;
    }

    /// @param launcher `bin/fogline-cloud`
    /// @param speeds of the engines, one each
    /// @param slots of the node that tenants share
    static PoolStage open(Path launcher, List<Double> speeds, double speedup, int slots) {
        if (!Files.isExecutable(launcher)) {
            throw new CommandException(
                    "the measurement needs an installed Fogline: no " + launcher);
        }
        var stage = new PoolStage(Scratch.make("fogline-bench-pool"));
        try {
            stage.start(launcher, speeds, speedup, slots);
            return stage;
        } catch (RuntimeException failed) {
            stage.close();
            throw failed;
        }
    }

    private void start(Path launcher, List<Double> speeds, double speedup, int slots) {
        var members = new StringBuilder("members:\n");
        for (double speed : speeds) {
            NodeProcess engine =
                    kept(
                            NodeProcess.start(
                                    List.of(
                                            launcher.toString(),
                                            "bench",
                                            "pool",
                                            "engine",
                                            "--speed",
                                            Double.toString(speed * speedup)),
                                    Map.of()));
            members.append(
                    "  - {name: engine-%d, url: '%s'}%n"
                            .formatted(processes.size(), engine.address()));
        }
        Path file = scratch.write("members.yaml", members.toString());
        for (Balance balance : Balance.values()) {
            nodes.put(balance, served(launcher, balance.word(), config(file, balance, speedup)));
        }
        shared =
                Optional.of(
                        served(
                                launcher,
                                "shared",
                                config(file, Balance.PREDICTED, speedup) + sharing(slots)));
    }

    private URI served(Path launcher, String name, String config) {
        return kept(NodeProcess.serve(launcher, name, config, scratch)).address();
    }

    /// The node that tenants share, balanced by predictions.
    URI shared() {
        return shared.orElseThrow();
    }

    /// A tenant's key.
    static String key(String tenant) {
        return "bench-pool-tenant-" + tenant;
    }

    /// Nobody is sent away, however long it takes: the times of those who stay would be another
    /// measurement.
    private static String sharing(int slots) {
        var yaml = new StringBuilder("fair-queue: {slots: ");
        yaml.append(slots).append(", places: 1000000, longest-wait-millis: 3600000}\ntenants:\n");
        Stream.concat(FairTrial.OTHERS.stream(), Stream.of(FairTrial.FLOOD))
                .forEach(
                        tenant ->
                                yaml.append("  - {name: ")
                                        .append(tenant)
                                        .append(", key-sha256: ")
                                        .append(KeyHash.of(key(tenant)).hex())
                                        .append("}\n"));
        return yaml.toString();
    }

    URI node(Balance balance) {
        URI node = nodes.get(balance);
        if (node == null) {
            throw new IllegalStateException("no node for " + balance);
        }
        return node;
    }

    @Override
    public void close() {
        processes.reversed().forEach(NodeProcess::close);
        scratch.close();
    }

    private NodeProcess kept(NodeProcess process) {
        processes.add(process);
        return process;
    }

    /// Whoever is overloaded makes its clients wait: nobody is refused or asked elsewhere, or the
    /// times would be those of a few.
    private static String config(Path members, Balance balance, double speedup) {
        return """
                limits: {first-token-millis: 3600000, stall-millis: 3600000, max-attempts: 1}
                pool:
                  members: %s
                  balance: %s
                  refresh-millis: %d
                  slow-start-millis: 0
                  backend:
                    read-timeout-millis: 3600000
                    prices: {input-usd-per-million: 0.05, output-usd-per-million: 0.08, source: made up}
                """
                .formatted(members, balance.word(), Math.max(50, Math.round(1_000 / speedup)));
    }
}
