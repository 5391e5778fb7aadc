package dev.fogline.edge.eval;

import dev.fogline.cost.drift.DriftTrial;
import dev.fogline.edge.door.CommandException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline eval drift`: how fast grades make up for topics that are new or that turn.
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = {
            "Routes a stream in which a new topic arrives and old ones turn (the small model becomes bad at one, good at",
            "another), learns from the grades a node would see, and prints what was lost (regret) beside a node that does not",
            "learn, how many grades it took to recover, and how well probabilities come true after 200 grades of the new",
            "topic. Simulated; or, with --prompts, with the topics of a file of graded prompts, of its splits train and dev."
        })
final class EvalDriftCommand implements Callable<Integer> {

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description =
                    "JSON lines with prompt, domain (or task) and both grades in [0, 1], gzip or not; without it topics are simulated")
    private @Nullable Path prompts;

    @Option(
            names = "--weak",
            paramLabel = "FIELD",
            description = "where a line has the weak model's grade")
    private String weak = "weak_correct";

    @Option(
            names = "--strong",
            paramLabel = "FIELD",
            description = "where it has the strong model's")
    private String strong = "strong_correct";

    @Option(
            names = "--price",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description =
                    "what the strong model's answer must gain in quality to be asked (default: ${DEFAULT-VALUE})")
    private double price;

    @Option(
            names = "--shadow-share",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description =
                    "of requests whose other side is asked and graded too (default: ${DEFAULT-VALUE})")
    private double shadowShare;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "of everything drawn at random (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--json",
            description = "print one object a topic, and one for all of them at the end")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    EvalDriftCommand() {}

    @Override
    public Integer call() {
        if (!(price >= 0 && price < 1) || !(shadowShare >= 0 && shadowShare <= 1)) {
            throw new CommandException(
                    "--price " + price + " or --shadow-share " + shadowShare + " is no share");
        }
        var random = new Random(seed);
        DriftScene scene =
                Optional.ofNullable(prompts)
                        .map(
                                file ->
                                        FiledDrift.of(
                                                file,
                                                new AnsweredPrompt.Fields(weak, strong),
                                                random))
                        .orElseGet(() -> SimulatedDrift.of(random));
        new DriftReport(spec.commandLine().getOut(), json)
                .print(DriftOutcome.of(scene, new DriftTrial(price, shadowShare), seed));
        return 0;
    }
}
