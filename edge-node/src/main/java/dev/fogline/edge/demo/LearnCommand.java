package dev.fogline.edge.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.HeldOut;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Progress;
import dev.fogline.router.Plugins;
import dev.fogline.router.QualityFile;
import dev.fogline.router.TermHashing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
            "probability of a good answer from what the prompt looks like. The file is used as `quality-prior`."
        })
public final class LearnCommand implements Callable<Integer> {

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
        var grades = new TreeMap<String, List<Double>>();
        for (Map.Entry<String, Path> model : new TreeMap<>(models).entrySet()) {
            var grading = new Grading(plugins, model.getKey(), model.getValue());
            grades.put(model.getKey(), grading.of(questions, progress));
        }
        QualityFit fit = QualityFit.of(graded(questions, grades));
        fit.model().models().forEach(model -> tell(model, fit));
        write(fit.model(), questions.size());
        return 0;
    }

    private static List<Graded> graded(List<Question> questions, Map<String, List<Double>> grades) {
        var graded = new ArrayList<Graded>();
        for (int i = 0; i < questions.size(); i++) {
            var each = new TreeMap<String, Double>();
            for (Map.Entry<String, List<Double>> model : grades.entrySet()) {
                each.put(model.getKey(), model.getValue().get(i));
            }
            graded.add(new Graded(TermHashing.of(questions.get(i).prompt()), each));
        }
        return List.copyOf(graded);
    }

    private void tell(String model, QualityFit fit) {
        PrintWriter print = spec.commandLine().getOut();
        double accuracy = fit.model().base(model);
        HeldOut heldOut = Objects.requireNonNull(fit.heldOut().get(model));
        double constant = entropy(accuracy);
        if (json) {
            ObjectNode line =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("model", model)
                            .put("accuracy", accuracy)
                            .put("held_out_auc", heldOut.auc())
                            .put("held_out_log_loss", heldOut.logLoss())
                            .put("held_out_ece", heldOut.calibrationError())
                            .put("constant_log_loss", constant);
            print.println(line);
        } else {
            print.printf(
                    Locale.ROOT,
                    "%s: accuracy %.3f; held out: AUC %.3f, log loss %.3f (%.3f by a constant)%n",
                    model,
                    accuracy,
                    heldOut.auc(),
                    heldOut.logLoss(),
                    constant);
        }
        print.flush();
    }

    /// Log loss of saying the accuracy whatever the question.
    private static double entropy(double accuracy) {
        return accuracy == 0 || accuracy == 1
                ? 0
                : -accuracy * Math.log(accuracy) - (1 - accuracy) * Math.log(1 - accuracy);
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
