package dev.fogline.edge.learn;

import dev.fogline.cost.cascade.DraftFit;
import dev.fogline.cost.cascade.LearntDrafts;
import dev.fogline.cost.cascade.TokenStatistics;
import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.edge.config.PolicyFile;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Progress;
import dev.fogline.edge.learn.Frontier.Point;
import dev.fogline.edge.learn.Frontier.Prompted;
import dev.fogline.router.Limits;
import dev.fogline.router.Plugins;
import dev.fogline.router.PolicyBook;
import dev.fogline.router.QualityFile;
import dev.fogline.router.TermHashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline learn`: asks models the user's own prompts, grades the answers, fits what quality to
/// expect, and shows what quality costs.
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description = {
            "Asks every model every prompt, greedily, grades the answers, and fits for each model the probability of a good",
            "one from what a prompt looks like. The file it writes is a node's `quality-prior`. Of two models it then shows",
            "the frontier: how much quality at which share of prompts sent to the cloud, at what cost, and where each policy",
            "would be, each prompt judged by a fit that did not know its answers.",
            "Of a model that runs here beside a stronger one it also learns how far its drafts can be trusted by the",
            "probabilities of their tokens, so that the node can keep or hand over what it began (a cascade).",
            "What was asked is kept beside --out (.asked.jsonl, no text in it): after Ctrl-C, or with more prompts, the same",
            "command asks only what is missing."
        })
public final class LearnCommand implements Callable<Integer> {

    private static final long SHUFFLE_SEED = 1;

    /// Below, a third of the prompts tells nothing of the others.
    private static final int LEAST_FOR_FRONTIER = 24;

    @Option(
            names = "--prompts",
            required = true,
            paramLabel = "FILE",
            description =
                    "JSON lines with prompt and, where it is known, answer and perhaps accept (more right answers)")
    private Path prompts = Path.of("");

    @Mixin private final SideFlags sides = new SideFlags();

    @Option(
            names = "--judge",
            defaultValue = "exact",
            paramLabel = "WHO",
            description = {
                "who grades (default: ${DEFAULT-VALUE}): exact, an answer is good if it is one of those in the file;",
                "cloud, the strong model says 0 to 10 by a fixed prompt; command, see --judge-command"
            })
    private String judge = "exact";

    @Option(
            names = "--judge-command",
            paramLabel = "COMMAND",
            description =
                    "for the shell; given {\"prompt\", \"answer\", \"model\", \"accepted\"} on its input, it prints a number from 0 to 1")
    private @Nullable String judgeCommand;

    @Option(
            names = "--judge-seconds",
            defaultValue = "60",
            paramLabel = "N",
            description =
                    "how long the command may take for one answer (default: ${DEFAULT-VALUE})")
    private long judgeSeconds;

    @Option(
            names = "--policies",
            paramLabel = "FILE",
            description = "policies to place on the frontier, beside the ready-made ones")
    private @Nullable Path policies;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "where the fit is written")
    private Path out = Path.of("");

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "where a picture of the frontier is written; beside --out if not given")
    private @Nullable Path svg;

    @Option(names = "--json", description = "print one object a model, a point and a policy")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public LearnCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        var answers =
                judge.equals("exact") ? LearnPrompt.Answers.NEEDED : LearnPrompt.Answers.OPTIONAL;
        var all = new ArrayList<>(LearnPrompt.read(prompts, answers));
        Collections.shuffle(
                all, new Random(SHUFFLE_SEED)); // folds and steps must not follow the file's order
        Plugins plugins = Plugins.load(Path.of(""));
        PolicyBook book = book(plugins);
        List<Side> started = sides.start(plugins);
        try (AskedFile file = AskedFile.open(asked())) {
            var asking =
                    new Asking(
                            file,
                            judge(started),
                            judge.equals("command") ? judge + " " + judgeCommand : judge,
                            new Progress(spec.commandLine().getErr()));
            var privately = new PrivatePrompts(spec.commandLine().getErr());
            List<LearnPrompt> askable = privately.without(all, started);
            var columns = new ArrayList<List<Asked>>();
            for (Side side : started) {
                columns.add(asking.all(side, askable));
            }
            learn(askable, started, columns, book);
            return 0;
        } finally {
            started.forEach(Side::close);
        }
    }

    private Path asked() {
        return out.resolveSibling(out.getFileName() + ".asked.jsonl");
    }

    private PolicyBook book(Plugins plugins) {
        var reader = new PolicyFile(System.getenv(), plugins, Limits.DEFAULT);
        return policies == null ? reader.readyMade() : reader.read(policies);
    }

    private Judge judge(List<Side> started) {
        return switch (judge) {
            case "exact" -> Judge.exact();
            case "cloud" -> new CloudJudge(SideFlags.strong(started));
            case "command" -> {
                if (judgeCommand == null || judgeSeconds < 1) {
                    throw new CommandException("--judge command needs --judge-command COMMAND");
                }
                yield new CommandJudge(judgeCommand, Duration.ofSeconds(judgeSeconds));
            }
            default ->
                    throw new CommandException(
                            "--judge " + judge + " is none of exact, cloud, command");
        };
    }

    private void learn(
            List<LearnPrompt> asked,
            List<Side> started,
            List<List<Asked>> columns,
            PolicyBook book) {
        List<Graded> graded = graded(asked, started, columns);
        QualityFit fit = fit(graded);
        var revisions = new TreeMap<String, String>();
        for (Side side : started) {
            if (!side.revision().isEmpty()) {
                revisions.put(side.name(), side.revision());
            }
        }
        var report = new LearnReport(spec.commandLine().getOut(), json);
        fit.model().models().forEach(model -> report.model(model, fit));
        List<LearntDrafts> drafts = drafts(graded, started, columns, report);
        write(fit.model().of(revisions), drafts, asked.size());
        if (started.size() == 2 && asked.size() >= LEAST_FOR_FRONTIER) {
            frontier(asked, graded, started, columns, book, report);
        }
        report.written(out);
    }

    /// Of models that may draft and whose revision is known, where there are enough graded drafts.
    private static List<LearntDrafts> drafts(
            List<Graded> graded,
            List<Side> started,
            List<List<Asked>> columns,
            LearnReport report) {
        var learnt = new ArrayList<LearntDrafts>();
        for (int side = 0; side < started.size(); side++) {
            Side drafting = started.get(side);
            List<List<TokenStatistics>> tokens =
                    columns.get(side).stream().map(Asked::tokens).toList();
            if (!drafting.drafts() || drafting.revision().isEmpty()) {
                continue;
            }
            DraftFit.of(graded, drafting.name(), tokens)
                    .ifPresentOrElse(
                            fit -> {
                                learnt.add(
                                        new LearntDrafts(
                                                drafting.name(), drafting.revision(), fit.model()));
                                report.drafts(drafting.name(), fit);
                            },
                            () -> report.noDrafts(drafting.name()));
        }
        return List.copyOf(learnt);
    }

    private void frontier(
            List<LearnPrompt> asked,
            List<Graded> graded,
            List<Side> started,
            List<List<Asked>> columns,
            PolicyBook book,
            LearnReport report) {
        Side strong = SideFlags.strong(started);
        int strongAt = started.indexOf(strong);
        Side weak = started.get(1 - strongAt);
        var prompted = new ArrayList<Prompted>();
        for (int i = 0; i < asked.size(); i++) {
            prompted.add(
                    new Prompted(
                            asked.get(i).text(),
                            graded.get(i),
                            columns.get(1 - strongAt).get(i),
                            columns.get(strongAt).get(i)));
        }
        var pair = new Frontier.Pair(weak, strong);
        Frontier frontier = Frontier.of(prompted, pair);
        List<Point> curve = frontier.curve();
        List<Point> placed = frontier.policies(book, pair);
        report.frontier(curve, placed);
        draw(curve, placed, weak.name() + " and " + strong.name());
    }

    private void draw(List<Point> curve, List<Point> placed, String title) {
        Path picture = svg == null ? out.resolveSibling(out.getFileName() + ".svg") : svg;
        try {
            Files.writeString(picture, FrontierSvg.of(curve, placed, title));
        } catch (IOException failed) {
            throw new CommandException("cannot write " + picture + ": " + failed.getMessage());
        }
    }

    private static List<Graded> graded(
            List<LearnPrompt> asked, List<Side> started, List<List<Asked>> columns) {
        var graded = new ArrayList<Graded>();
        for (int i = 0; i < asked.size(); i++) {
            Map<String, Double> each = new TreeMap<>();
            for (int side = 0; side < started.size(); side++) {
                each.put(started.get(side).name(), columns.get(side).get(i).grade());
            }
            graded.add(new Graded(TermHashing.of(asked.get(i).text()), each));
        }
        return List.copyOf(graded);
    }

    private static QualityFit fit(List<Graded> graded) {
        try {
            return QualityFit.of(graded);
        } catch (IllegalArgumentException few) {
            throw new CommandException("cannot learn: " + few.getMessage(), few);
        }
    }

    private void write(QualityModel quality, List<LearntDrafts> drafts, int count) {
        try {
            QualityFile.write(
                    out,
                    quality,
                    drafts,
                    "fitted by `fogline learn` on " + count + " graded prompts");
        } catch (IOException failed) {
            throw new CommandException("cannot write " + out + ": " + failed.getMessage());
        }
    }
}
