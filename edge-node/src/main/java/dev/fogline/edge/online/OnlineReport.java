package dev.fogline.edge.online;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.accuracy.Attained;
import dev.fogline.cost.accuracy.Latency;
import dev.fogline.cost.accuracy.Recovery;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.online.Ask.Phase;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a run came to. The figures at the top are those of the steady phase over all candidates.
final class OnlineReport {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ROW = "%-26s %8s  %13s  %13s  %13s %9s%n";

    /// The change of the machine's speed is to be learnt within so many requests.
    private static final int RECOVERY_GOAL = 200;

    private final List<Replay> replays;
    private final Run run;
    private final PartFigures steady;

    /// @param replays in any order
    /// @param run that they are of
    /// @throws CommandException if of some phase there are none
    OnlineReport(List<Replay> replays, Run run) {
        this.replays =
                replays.stream()
                        .sorted(Comparator.comparingInt(replay -> replay.ask().index()))
                        .toList();
        this.run = run;
        for (Phase phase : Phase.values()) {
            if (in(phase).isEmpty()) {
                throw new CommandException(
                        "no request of the phase "
                                + phase.name().toLowerCase(Locale.ROOT)
                                + " was answered; "
                                + run.failed()
                                + " failed in all");
            }
        }
        this.steady = part(Phase.STEADY);
    }

    /// What is known of a run besides its requests.
    ///
    /// @param seed it was drawn from
    /// @param larger whether a larger model took part
    /// @param apart whether each node had processors of its own
    /// @param failed requests without an answer
    /// @param processes that competed
    /// @param speedLeft share of the machine's speed that they left, in (0, 1]
    record Run(
            long seed,
            boolean larger,
            boolean apart,
            int failed,
            int processes,
            double speedLeft) {}

    /// One object.
    ObjectNode json() {
        ObjectNode node = steady.json();
        node.put("seed", run.seed())
                .put("failed", run.failed())
                .put("larger_model", run.larger())
                .put("own_processors", run.apart());
        Recovery recovered = recovered();
        put(node, "recovery_requests", recovered);
        node.put("recovery_left_band", recovered.left());
        goals(node, recovered.requests());
        node.set("groups", groups());
        node.set("beginning", part(Phase.BEGINNING).json());
        ObjectNode burdened = part(Phase.BURDENED).json();
        burdened.put("competing_processes", run.processes()).put("speed_left", run.speedLeft());
        ObjectNode recovery = burdened.putObject("recovery_requests");
        ObjectNode left = burdened.putObject("left_band");
        for (Latency latency : Latency.values()) {
            Recovery one = recovered(latency);
            put(recovery, PartFigures.word(latency), one);
            left.put(PartFigures.word(latency), one.left());
        }
        node.set("burdened", burdened);
        return node;
    }

    private static void put(ObjectNode node, String name, Recovery recovery) {
        recovery.requests()
                .ifPresentOrElse(count -> node.put(name, count), () -> node.putNull(name));
    }

    /// For people.
    void printTable(PrintWriter out) {
        out.printf(
                ROW, "error / noise", "requests", "per token", "first token", "total", "cover 90");
        steadyGroups().forEach((candidate, group) -> row(out, candidate, PartFigures.of(group)));
        row(out, "all", steady);
        row(out, "all, at the beginning", part(Phase.BEGINNING));
        row(out, "all, under load", part(Phase.BURDENED));
        out.printf(
                Locale.ROOT,
                "%n%d processes left %.2f of the speed; %s.%n",
                run.processes(),
                run.speedLeft(),
                text(recovered()));
    }

    private static String text(Recovery recovered) {
        String steady = Recovery.TOLERANCE + " times the steady ones";
        if (recovered.left()) {
            return "errors were back within "
                    + steady
                    + (recovered.requests().isPresent()
                            ? " after " + recovered.requests().getAsInt() + " requests"
                            : " never");
        }
        return recovered.requests().isPresent()
                ? "no errors beyond " + steady + ", so none to recover from"
                : "too few answers to tell whether errors grew beyond " + steady;
    }

    private void goals(ObjectNode node, OptionalInt recovered) {
        ObjectNode goals = node.putObject("goals");
        ObjectNode met = node.putObject("goals_met");
        steady.attained()
                .forEach(
                        (latency, one) -> {
                            goals.put(PartFigures.word(latency) + "_mape", one.most());
                            met.put(PartFigures.word(latency) + "_mape", one.met());
                        });
        goals.put("recovery_requests", RECOVERY_GOAL);
        met.put(
                "recovery_requests",
                recovered.isPresent() && recovered.getAsInt() <= RECOVERY_GOAL);
    }

    private ArrayNode groups() {
        ArrayNode nodes = JSON.arrayNode();
        steadyGroups()
                .forEach(
                        (candidate, group) -> {
                            ObjectNode one = nodes.addObject().put("candidate", candidate);
                            PartFigures figures = PartFigures.of(group);
                            one.setAll(figures.json());
                            ObjectNode met = one.putObject("goals_met");
                            figures.attained()
                                    .forEach(
                                            (latency, attained) ->
                                                    met.put(
                                                            PartFigures.word(latency) + "_mape",
                                                            attained.met()));
                        });
        return nodes;
    }

    private Map<String, List<Replay>> steadyGroups() {
        return in(Phase.STEADY).stream()
                .collect(
                        Collectors.groupingBy(
                                replay -> replay.outturn().candidate(),
                                TreeMap::new,
                                Collectors.toList()));
    }

    /// When the last of the latencies was back, and whether any was bad.
    private Recovery recovered() {
        boolean left = false;
        int last = 0;
        boolean back = true;
        for (Latency latency : Latency.values()) {
            Recovery one = recovered(latency);
            left |= one.left();
            back &= one.requests().isPresent();
            last = Math.max(last, one.requests().orElse(0));
        }
        return new Recovery(left, back ? OptionalInt.of(last) : OptionalInt.empty());
    }

    private Recovery recovered(Latency latency) {
        double[] errors =
                in(Phase.BURDENED).stream()
                        .map(replay -> replay.outturn().error(latency))
                        .flatMapToDouble(OptionalDouble::stream)
                        .toArray();
        return Recovery.of(errors, steady.error(latency));
    }

    private PartFigures part(Phase phase) {
        return PartFigures.of(in(phase));
    }

    private List<Replay> in(Phase phase) {
        return replays.stream().filter(replay -> replay.ask().phase() == phase).toList();
    }

    private static void row(PrintWriter out, String name, PartFigures figures) {
        out.printf(
                Locale.ROOT,
                ROW,
                name,
                figures.requests(),
                cell(figures.attained().get(Latency.TPOT)),
                cell(figures.attained().get(Latency.TTFT)),
                cell(figures.attained().get(Latency.E2E)),
                String.format(Locale.ROOT, "%.3f", figures.score().coverage90()));
    }

    /// The noise of what was not repeated often enough is unknown.
    private static String cell(@Nullable Attained attained) {
        if (attained == null) {
            return "-";
        }
        return attained.noise() == 0
                ? String.format(Locale.ROOT, "%.3f / -", attained.error())
                : String.format(Locale.ROOT, "%.3f / %.3f", attained.error(), attained.noise());
    }
}
