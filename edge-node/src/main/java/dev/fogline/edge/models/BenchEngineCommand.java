package dev.fogline.edge.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Progress;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.model.Measurement;
import dev.fogline.spi.model.ModelFileException;
import dev.fogline.spi.model.Trial;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline bench engine`.
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a model the way serve does and measures it. Prompts are random tokens, each another one;",
            "answers go on whatever the model says. Figures are medians over the repeats. Memory is what",
            "the process that runs the model holds, the mapped pages of the file included."
        })
final class BenchEngineCommand implements Callable<Integer> {

    private static final String ROW = "%-24s %12.1f%n";

    @Mixin private StoreFlags flags = new StoreFlags();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "an installed model, or a GGUF file")
    private String model = "";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "that compute; as many as serve takes if not given")
    private @Nullable Integer threads;

    @Option(
            names = "--prompt-tokens",
            paramLabel = "P",
            description = "of each prompt (default: ${DEFAULT-VALUE})")
    private int promptTokens = 512;

    @Option(
            names = "--generate-tokens",
            paramLabel = "G",
            description = "of each answer, 2 or more (default: ${DEFAULT-VALUE})")
    private int generateTokens = 128;

    @Option(
            names = "--parallel",
            paramLabel = "S",
            description =
                    "answers at a time (default: ${DEFAULT-VALUE}); tokens/s are those of all together")
    private int parallel = 1;

    @Option(
            names = "--repeat",
            paramLabel = "R",
            description = "times; medians are shown (default: ${DEFAULT-VALUE})")
    private int repeat = 5;

    @Spec private CommandSpec spec = CommandSpec.create();

    BenchEngineCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Trial trial = trial();
        Installed measured = flags.store().named(model);
        var progress = new Progress(spec.commandLine().getErr());
        try {
            print(
                    measured,
                    trial,
                    flags.files()
                            .measure(
                                    measured.file(),
                                    trial,
                                    (done, of) -> progress.show("measuring", done, of)));
        } catch (ModelFileException | BackendStartException failed) {
            throw new CommandException(String.valueOf(failed.getMessage()), failed);
        } finally {
            progress.end();
        }
        return 0;
    }

    private Trial trial() {
        try {
            return new Trial(
                    threads == null ? OptionalInt.empty() : OptionalInt.of(threads),
                    promptTokens,
                    generateTokens,
                    parallel,
                    repeat);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(
                    spec.commandLine(),
                    "every number must be 1 or more, --generate-tokens 2 or more",
                    wrong);
        }
    }

    private void print(Installed measured, Trial trial, Measurement result) {
        PrintWriter out = spec.commandLine().getOut();
        if (flags.json()) {
            out.println(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("model", measured.name())
                            .put("prompt_tokens", trial.promptTokens())
                            .put("generate_tokens", trial.generateTokens())
                            .put("parallel", trial.parallel())
                            .put("repeat", trial.repeats())
                            .put("prefill_tokens_per_s", result.prefillTokensPerSecond())
                            .put("decode_tokens_per_s", result.decodeTokensPerSecond())
                            .put("first_token_millis", result.firstTokenMillis())
                            .put("load_millis", result.loadMillis())
                            .put("rss_mib", result.residentMib()));
        } else {
            out.printf(Locale.ROOT, ROW, "prefill tokens/s", result.prefillTokensPerSecond());
            out.printf(Locale.ROOT, ROW, "decode tokens/s", result.decodeTokensPerSecond());
            out.printf(Locale.ROOT, ROW, "first token ms", result.firstTokenMillis());
            out.printf(Locale.ROOT, ROW, "load ms", result.loadMillis());
            out.printf(Locale.ROOT, ROW, "resident MiB", result.residentMib());
        }
        out.flush();
    }
}
