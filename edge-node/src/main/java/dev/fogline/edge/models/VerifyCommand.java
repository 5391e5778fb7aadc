package dev.fogline.edge.models;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.device.MachineFigures;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.pull.Bytes;
import dev.fogline.spi.Ticker;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline models verify`.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks models: the head of the file, its content against what was pulled, whether it fits",
            "this machine's memory, and what speed to expect. Ends with 1 if one of them is bad."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final String ROW = "  %-10s %s%n";

    @Mixin private StoreFlags flags = new StoreFlags();

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME|FILE",
            description = "installed models, or GGUF files; every installed one if not given")
    private List<String> names = List.of();

    @Option(
            names = "--context-tokens",
            paramLabel = "N",
            description = "of a conversation; by default 4096, or what the model was trained on")
    private int contextTokens;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "conversations at a time (default: ${DEFAULT-VALUE})")
    private int slots = 4;

    @Spec private CommandSpec spec = CommandSpec.create();

    VerifyCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        ModelStore store = flags.store();
        List<Installed> models =
                names.isEmpty() ? store.list() : names.stream().map(store::named).toList();
        if (contextTokens < 0 || slots < 1) {
            throw new CommandException("--context-tokens takes 1 or more, --slots 1 or more");
        }
        Machine machine = Machine.here(MachineFigures.here());
        var judging = new Judging(flags.files(), machine);
        var bad = new ArrayList<Verdict>();
        for (Installed model : models) {
            var meter = new PullMeter(spec.commandLine(), false, Ticker.system());
            Verdict verdict = judging.verdict(model, contextTokens, slots, meter);
            meter.end();
            print(verdict, machine);
            if (!verdict.good()) {
                bad.add(verdict);
            }
        }
        end(models.size(), bad.size(), machine);
        return bad.isEmpty() ? 0 : 1;
    }

    private void print(Verdict verdict, Machine machine) {
        PrintWriter out = spec.commandLine().getOut();
        if (flags.json()) {
            out.println(json(verdict, machine));
        } else {
            out.println(verdict.model().name() + ": " + (verdict.good() ? "good" : "bad"));
            verdict.problems().forEach(problem -> out.printf(ROW, "problem", problem));
            verdict.judged().ifPresent(judged -> print(out, verdict.model(), judged, machine));
        }
        out.flush();
    }

    private static void print(
            PrintWriter out, Installed model, Verdict.Judged judged, Machine machine) {
        out.printf(ROW, "is", FactsText.line(judged.facts()));
        out.printf(
                ROW,
                "content",
                model.receipt()
                        .map(receipt -> "sha256 " + receipt.sha256() + ", checked")
                        .orElse("no checksum is recorded: it was put here by hand"));
        out.printf(ROW, "memory", memory(judged, machine));
        if (judged.facts().weights().promptWeights() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %-10s about %.0f tokens/s of prompts, %.1f tokens/s of one answer%n",
                    "speed",
                    prefill(judged, machine),
                    decode(judged, machine));
        }
    }

    private static String memory(Verdict.Judged judged, Machine machine) {
        var need = judged.need();
        String what =
                Bytes.text(need.total())
                        + " for "
                        + judged.capacity().slots()
                        + " × "
                        + judged.capacity().contextTokens()
                        + " tokens (weights "
                        + Bytes.text(need.weights())
                        + ", cache "
                        + Bytes.text(need.cache())
                        + ", steps "
                        + Bytes.text(need.compute())
                        + ", process "
                        + Bytes.text(need.process())
                        + ")";
        if (machine.memoryBytes() == Long.MAX_VALUE) {
            return what + "; this machine's memory is not known";
        }
        String total = " of " + Bytes.text(machine.memoryBytes());
        if (need.total() > machine.memoryBytes()) {
            return what + total + ": does not fit";
        }
        return what
                + total
                + (need.total() > machine.freeBytes()
                        ? ": fits only if others give up some, "
                                + Bytes.text(machine.freeBytes())
                                + " are free"
                        : ": fits");
    }

    private static ObjectNode json(Verdict verdict, Machine machine) {
        ObjectNode json =
                verdict.judged()
                        .map(judged -> FactsText.json(verdict.model(), judged.facts()))
                        .orElseGet(
                                () ->
                                        JsonNodeFactory.instance
                                                .objectNode()
                                                .put("name", verdict.model().name())
                                                .put("file", verdict.model().file().toString()));
        json.put("good", verdict.good());
        ArrayNode problems = json.putArray("problems");
        verdict.problems().forEach(problems::add);
        verdict.judged()
                .ifPresent(
                        judged ->
                                json.put("needed_bytes", judged.need().total())
                                        .put("weights_bytes", judged.need().weights())
                                        .put("cache_bytes", judged.need().cache())
                                        .put("compute_bytes", judged.need().compute())
                                        .put("process_bytes", judged.need().process())
                                        .put(
                                                "context_tokens_each",
                                                judged.capacity().contextTokens())
                                        .put("slots", judged.capacity().slots())
                                        .put(
                                                "expected_prefill_tokens_per_s",
                                                prefill(judged, machine))
                                        .put(
                                                "expected_decode_tokens_per_s",
                                                decode(judged, machine)));
        return json;
    }

    private void end(int count, int bad, Machine machine) {
        PrintWriter out = spec.commandLine().getOut();
        if (flags.json()) {
            ObjectNode summary =
                    JsonNodeFactory.instance.objectNode().put("models", count).put("bad", bad);
            if (machine.memoryBytes() != Long.MAX_VALUE) {
                summary.put("memory_bytes", machine.memoryBytes())
                        .put("free_bytes", machine.freeBytes());
            }
            out.println(
                    summary.put("threads", machine.threads())
                            .put("memory_bytes_per_s", machine.ceilings().bytesPerSecond())
                            .put("operations_per_s", machine.ceilings().operationsPerSecond())
                            .put("expected_from", machine.source()));
        } else {
            out.println(
                    count == 1 ? "1 model, " + bad + " bad" : count + " models, " + bad + " bad");
            out.println("speeds are ceilings, not measurements: " + machine.source());
            out.println("fogline bench engine --model NAME measures");
        }
        out.flush();
    }

    private static double prefill(Verdict.Judged judged, Machine machine) {
        return machine.ceilings()
                .prefillTokensPerSecond(Math.max(1, judged.facts().weights().promptWeights()));
    }

    private static double decode(Verdict.Judged judged, Machine machine) {
        var weights = judged.facts().weights();
        return machine.ceilings()
                .decodeTokensPerSecond(
                        Math.max(1, weights.tokenBytes()), Math.max(1, weights.promptWeights()));
    }
}
