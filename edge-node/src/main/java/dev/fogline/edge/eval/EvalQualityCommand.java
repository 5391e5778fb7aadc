package dev.fogline.edge.eval;

import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.edge.door.CommandException;
import dev.fogline.router.TermHashing;
import dev.fogline.spi.Ticker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline eval quality`: how well the quality model tells which prompts need the strong model.
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        description = {
            "Learns from prompts whose answers by two models were graded, and judges on others how much of the strong",
            "model's gain is kept at which share of prompts sent to it (APGR, CPT), beside random, constant and perfect",
            "routing. With one file for both, its prompts of `split` train are learnt from and those of dev judged on.",
            "Prompts that are judged on are never learnt from."
        })
final class EvalQualityCommand implements Callable<Integer> {

    @Option(
            names = "--train",
            required = true,
            paramLabel = "FILE",
            description =
                    "what to learn from: JSON lines with prompt and both grades in [0, 1], gzip or not")
    private Path train = Path.of("");

    @Option(
            names = "--test",
            required = true,
            paramLabel = "FILE",
            description = "what to judge on: the same, or the same file")
    private Path test = Path.of("");

    @Option(
            names = "--weak",
            required = true,
            paramLabel = "FIELD",
            description =
                    "where a line has the weak model's grade, such as weak_correct or scores.NAME; a name may be cut short")
    private String weak = "";

    @Option(
            names = "--strong",
            required = true,
            paramLabel = "FIELD",
            description = "where a line has the strong model's grade")
    private String strong = "";

    @Option(
            names = "--labels",
            paramLabel = "COUNT",
            defaultValue = "2147483647",
            description = "learn from so many prompts at most, drawn at random")
    private int labels;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "of everything drawn at random (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "print one object")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    EvalQualityCommand() {}

    @Override
    public Integer call() {
        var random = new Random(seed);
        var fields = new AnsweredPrompt.Fields(weak, strong);
        Parts parts = Parts.of(train, test, fields, labels, random);
        QualityFit fit = fit(parts.train());
        List<JudgedPrompt> judged =
                parts.test().stream().map(prompt -> JudgedPrompt.of(prompt, fit.model())).toList();
        Timings timings = Timings.of(parts.test(), fit.model(), Ticker.system());
        var report = new QualityReport(spec.commandLine().getOut(), json);
        report.print(parts, QualityFigures.of(judged, random), timings);
        return 0;
    }

    private static QualityFit fit(List<AnsweredPrompt> prompts) {
        try {
            return QualityFit.of(prompts.stream().map(EvalQualityCommand::graded).toList());
        } catch (IllegalArgumentException unfit) {
            throw new CommandException("cannot learn: " + unfit.getMessage(), unfit);
        }
    }

    private static Graded graded(AnsweredPrompt prompt) {
        return new Graded(
                TermHashing.of(prompt.text()),
                Map.of(JudgedPrompt.WEAK, prompt.weak(), JudgedPrompt.STRONG, prompt.strong()));
    }
}
