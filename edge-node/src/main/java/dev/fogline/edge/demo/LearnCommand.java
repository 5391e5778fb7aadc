package dev.fogline.edge.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.HeldOut;
import dev.fogline.cost.QualityFit;
import dev.fogline.cost.QualityFit.Graded;
import dev.fogline.cost.QualityHead;
import dev.fogline.cost.QualityModel;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Progress;
import dev.fogline.router.Plugins;
import dev.fogline.router.QualityFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline learn`: runs models on prompts whose answers are known, grades them, and fits what
/// quality to expect.
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description = {
            "Runs each model greedily on every prompt, grades the answers by exact match, and fits for each model the",
            "probability of a good answer from the words of the prompt. The file is used as `quality-prior`."
        })
public final class LearnCommand implements Callable<Integer> {

    private static final List<Double> PENALTIES = List.of(1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1);
    private static final long SHUFFLE_SEED = 1;

    @Option(
            names = "--prompts",
            required = true,
            paramLabel = "FILE",
            description = "JSON lines with prompt, answer and perhaps accept (more right answers)")
    private Path prompts = Path.of("");

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME=FILE",
            description = "a GGUF file and the name it is served under; once per model")
    private Map<String, Path> models = new TreeMap<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "where the fit is written")
    private Path out = Path.of("");

    @Option(names = "--json", description = "print one object a model")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public LearnCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        var questions = new ArrayList<>(Question.read(prompts));
        Collections.shuffle(
                questions,
                new Random(SHUFFLE_SEED)); // folds and steps must not follow the file's order
        var progress = new Progress(spec.commandLine().getErr());
        var plugins = Plugins.load(Path.of(""));
        var heads = new TreeMap<String, QualityHead>();
        for (Map.Entry<String, Path> model : new TreeMap<>(models).entrySet()) {
            var grading = new Grading(plugins, model.getKey(), model.getValue());
            List<Graded> graded = grading.of(questions, progress);
            heads.put(model.getKey(), fit(model.getKey(), graded));
        }
        write(new QualityModel(heads), questions.size());
        return 0;
    }

    private QualityHead fit(String model, List<Graded> graded) {
        HeldOut best =
                PENALTIES.stream()
                        .map(penalty -> HeldOut.of(graded, penalty))
                        .min(Comparator.comparingDouble(HeldOut::logLoss))
                        .orElseThrow();
        QualityHead head = QualityFit.fit(graded, best.penalty());
        double baseLoss = logLoss(graded, head.base());
        tell(model, head, best, baseLoss);
        return head;
    }

    private static double logLoss(List<Graded> graded, double constant) {
        DoubleStream losses =
                graded.stream()
                        .mapToDouble(one -> -Math.log(one.good() > 0.5 ? constant : 1 - constant));
        return losses.average().orElseThrow();
    }

    private void tell(String model, QualityHead head, HeldOut heldOut, double baseLoss) {
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            ObjectNode line =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("model", model)
                            .put("accuracy", head.base())
                            .put("held_out_auc", heldOut.auc())
                            .put("held_out_log_loss", heldOut.logLoss())
                            .put("constant_log_loss", baseLoss)
                            .put("penalty", heldOut.penalty());
            print.println(line);
        } else {
            print.printf(
                    Locale.ROOT,
                    "%s: accuracy %.3f; held out: AUC %.3f, log loss %.3f (%.3f by a constant)%n",
                    model,
                    head.base(),
                    heldOut.auc(),
                    heldOut.logLoss(),
                    baseLoss);
        }
        print.flush();
    }

    private void write(QualityModel quality, int count) {
        try {
            QualityFile.write(
                    out, quality, "fitted by `fogline learn` on " + count + " graded prompts");
        } catch (IOException failed) {
            throw new CommandException("cannot write " + out + ": " + failed.getMessage());
        }
    }
}
