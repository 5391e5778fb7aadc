package dev.fogline.edge.online;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.accuracy.Latencies;
import dev.fogline.cost.accuracy.Latency;
import dev.fogline.edge.door.CommandException;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Observation.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The requests of a run, one object a line, for whoever looks for what a prediction missed.
final class RequestLines {

    /// Its name in the directory that is kept.
    static final String NAME = "requests.jsonl";

    private RequestLines() {}

    /// @param directory that exists
    /// @param replays in the order the lines are to have
    /// @throws CommandException if it cannot be written
    static void write(Path directory, List<Replay> replays) {
        Path file = directory.resolve(NAME);
        try {
            Files.write(file, replays.stream().map(replay -> of(replay).toString()).toList());
        } catch (IOException failed) {
            throw new CommandException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }

    /// Times in milliseconds; what a request has none of is left out. Texts are not told.
    static ObjectNode of(Replay replay) {
        Ask ask = replay.ask();
        Measured measured = replay.lesson().measured();
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", replay.lesson().id())
                        .put("index", ask.index())
                        .put("phase", word(ask.phase()))
                        .put("candidate", replay.outturn().candidate())
                        .put("clients", ask.clients())
                        .put("delivery", word(ask.delivery()))
                        .put("estimator_sequence", replay.lesson().estimatorSequence());
        ask.repeated().ifPresent(kind -> node.put("repeated", kind));
        node.put("characters", measured.features().characters())
                .put("prompt_tokens", replay.usage().promptTokens())
                .put("cached_prompt_tokens", replay.usage().cachedPromptTokens())
                .put("output_tokens", replay.usage().outputTokens())
                .put("arrivals", measured.timings().arrivals());
        state(node.putObject("node"), measured.node());
        times(node.putObject("predicted"), replay.outturn().predicted());
        times(node.putObject("measured"), replay.outturn().measured());
        return node;
    }

    private static void state(ObjectNode node, NodeState state) {
        node.put("slots", state.slots())
                .put("running", state.running())
                .put("queued", state.queued())
                .put("unread_tokens", state.unreadTokens())
                .put("rtt_millis", state.rttMillis());
        state.announcement()
                .ifPresent(told -> node.put("announced_wait_millis", told.waitMillis()));
    }

    private static void times(ObjectNode node, Latencies times) {
        for (Latency latency : Latency.values()) {
            times.of(latency)
                    .ifPresent(millis -> node.put(PartFigures.word(latency) + "_millis", millis));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
