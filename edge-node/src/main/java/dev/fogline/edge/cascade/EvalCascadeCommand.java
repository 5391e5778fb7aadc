package dev.fogline.edge.cascade;

import dev.fogline.edge.demo.Question;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Installation;
import dev.fogline.edge.door.NodeClient;
import dev.fogline.edge.door.NodePair;
import dev.fogline.edge.door.Progress;
import dev.fogline.router.Conduct;
import dev.fogline.router.Plugins;
import dev.fogline.router.TermHashing;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline eval cascade`: what a draft that is handed over where it is doubtful is worth.
@Command(
        name = "cascade",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a small and a large model on questions with known answers, learns from the calibration set how far the",
            "small one's drafts can be trusted by the probabilities of their tokens, and judges on the test set how much of",
            "the large model's gain is kept at which share of questions handed over to it, beside a router that sees the",
            "prompt alone. Then asks some of them of two real nodes. Without files: the demo's models and questions."
        })
public final class EvalCascadeCommand implements Callable<Integer> {

    /// By how much the cloud has to be better, in probability.
    private static final double[] THRESHOLDS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};

    /// Questions that both models are asked before the nodes are left to choose.
    private static final int WARM_UP = 60;

    @Option(
            names = "--edge",
            paramLabel = "[NAME=]FILE",
            description = "the small model, a GGUF file, and the name that a node serves it under")
    private @Nullable String edge;

    @Option(
            names = "--cloud",
            paramLabel = "[NAME=]FILE",
            description = "the large model, the same")
    private @Nullable String cloud;

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description =
                    "what to learn from: JSON lines with prompt, answer and perhaps accept (more right answers); may be"
                            + " repeated")
    private List<Path> calibration = new ArrayList<>();

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "what to judge on: the same; a prompt of both is not learnt from")
    private List<Path> test = new ArrayList<>();

    @Option(
            names = "--executed",
            paramLabel = "COUNT",
            description =
                    "so many test questions are asked of two nodes through their doors, 0 for none"
                            + " (default: ${DEFAULT-VALUE})")
    private int executed = 300;

    @Option(
            names = "--hold-tokens",
            paramLabel = "COUNT",
            description = "of a draft, held back at most (default: ${DEFAULT-VALUE})")
    private int holdTokens = Conduct.USUAL_HOLD_TOKENS;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "write what was learnt, for a node's quality-prior")
    private @Nullable Path out;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "of everything drawn at random (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--json",
            description = "print one object for each way of routing, and the summary last")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public EvalCascadeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (executed < 0 || holdTokens < 1) {
            throw new CommandException(
                    "--executed " + executed + " is below 0 or --hold-tokens below 1");
        }
        Path home = Installation.home().toAbsolutePath();
        Path weights = home.resolve("models/demo/weights");
        var models =
                new ModelPair(
                        ModelPair.Named.of(
                                edge == null
                                        ? "demo-edge=" + weights.resolve("edge-Q8_0.gguf")
                                        : edge),
                        ModelPair.Named.of(
                                cloud == null
                                        ? "demo-cloud=" + weights.resolve("cloud-Q8_0.gguf")
                                        : cloud));
        Path sets = home.resolve("models/demo/questions");
        List<Question> judgedOn =
                questions(
                        test,
                        List.of(sets.resolve("test.jsonl"), sets.resolve("test-more.jsonl")),
                        Set.of());
        List<Question> learntFrom =
                questions(
                        calibration, List.of(sets.resolve("calibration.jsonl")), prompts(judgedOn));
        var progress = new Progress(spec.commandLine().getErr());
        Sat sat = sit(models, learntFrom, judgedOn, progress);
        say("learning from " + learntFrom.size() + " questions");
        Learnt learnt =
                Learnt.from(
                        Examined.shuffled(sat.calibration(), seed), models.names(), sat.revision());
        if (out != null) {
            learnt.write(out, learntFrom.size());
        }
        List<Judged> judged =
                Examined.shuffled(sat.test(), seed).stream()
                        .map(one -> Judged.of(one, learnt))
                        .toList();
        say("judging on " + judged.size() + " others");
        CascadeFigures figures = CascadeFigures.of(judged, new Random(seed));
        var report =
                new CascadeReport(
                        figures,
                        operations(judged, learnt),
                        learntFrom.size(),
                        execute(home, learnt, models, judged, progress));
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            report.printJson(print, judged);
        } else {
            report.printTable(print, judged);
        }
        print.flush();
        return 0;
    }

    /// What both models answered.
    ///
    /// @param revision of the edge model's weights
    private record Sat(List<Examined> calibration, List<Examined> test, String revision) {}

    private Sat sit(
            ModelPair models, List<Question> learntFrom, List<Question> judgedOn, Progress progress)
            throws InterruptedException {
        var all = new ArrayList<>(learntFrom);
        all.addAll(judgedOn);
        Plugins plugins = Plugins.load(Path.of(""));
        String revision;
        List<Answered> small;
        List<Answered> large;
        say("running " + models.edge().name() + " on " + all.size() + " questions");
        try (Examinee one = Examinee.load(plugins, models.edge())) {
            revision = one.revision();
            small = one.ask(all, "all questions", progress);
        }
        say("running " + models.cloud().name() + " on them");
        try (Examinee other = Examinee.load(plugins, models.cloud())) {
            large = other.ask(all, "all questions", progress);
        }
        if (revision.isEmpty()) {
            throw new CommandException(
                    "the engine cannot tell which weights "
                            + models.edge().file()
                            + " holds, so nothing that is learnt of its drafts could be used");
        }
        var examined = new ArrayList<Examined>();
        for (int i = 0; i < all.size(); i++) {
            Question question = all.get(i);
            examined.add(
                    new Examined(
                            question,
                            TermHashing.of(question.prompt()),
                            small.get(i),
                            large.get(i)));
        }
        return new Sat(
                examined.subList(0, learntFrom.size()),
                examined.subList(learntFrom.size(), all.size()),
                revision);
    }

    private List<Operation> operations(List<Judged> judged, Learnt learnt) {
        var operations = new ArrayList<Operation>();
        operations.add(Operation.byPrompt("edge", judged, 1));
        operations.add(Operation.byPrompt("cloud", judged, -1));
        for (double threshold : THRESHOLDS) {
            operations.add(Operation.byPrompt("prompt", judged, threshold));
        }
        for (double threshold : THRESHOLDS) {
            operations.add(
                    Operation.cascade(judged, learnt.drafts().model(), threshold, holdTokens));
        }
        return operations;
    }

    private Optional<Executed> execute(
            Path home, Learnt learnt, ModelPair models, List<Judged> judged, Progress progress)
            throws InterruptedException {
        if (executed == 0 || !Files.isExecutable(home.resolve("bin/fogline"))) {
            say("no nodes are asked" + (executed == 0 ? "" : ": this is no installed image"));
            return Optional.empty();
        }
        List<Judged> asked = judged.subList(0, Math.min(executed, judged.size()));
        List<Judged> others = judged.subList(asked.size(), judged.size());
        List<Judged> beforehand =
                others.isEmpty() ? asked : others.subList(0, Math.min(WARM_UP, others.size()));
        say("asking two nodes " + asked.size() + " of the questions");
        try (NodePair nodes = CascadeNodes.start(home, learnt, models, judged.size());
                NodeClient client = new NodeClient(nodes.edge(), "")) {
            Executed.warmUp(client, beforehand, learnt.names());
            return Optional.of(Executed.by(client, asked, learnt, progress));
        }
    }

    /// @param without prompts that are left out
    private static List<Question> questions(
            List<Path> given, List<Path> shipped, Set<String> without) {
        var all = new ArrayList<Question>();
        for (Path file : given.isEmpty() ? shipped : given) {
            Question.read(file).stream()
                    .filter(one -> !without.contains(one.prompt()))
                    .forEach(all::add);
        }
        return List.copyOf(all);
    }

    private static Set<String> prompts(List<Question> questions) {
        var prompts = new LinkedHashSet<String>();
        questions.forEach(one -> prompts.add(one.prompt()));
        return prompts;
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
