package dev.fogline.edge.demo;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.NodePair;
import dev.fogline.edge.door.Progress;
import dev.fogline.spi.Ticker;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline demo`: two real nodes, two real models, real questions, four ways of answering them.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts an edge and a cloud node with the demo models and asks held-out questions four ways:",
            "all on the edge, all in the cloud, as the router decides, and by chance with the router's cloud share.",
            "Cloud tokens are charged at the list price in etc/demo.yaml."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int WARM_UP = 60;

    @Option(
            names = "--questions",
            paramLabel = "N",
            description = "how many questions, drawn with a fixed seed (default: ${DEFAULT-VALUE})")
    private int questions = 600;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the draw (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--json", description = "print one object a question, and the summary last")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public DemoCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Path home = home();
        Path sets = home.resolve("models/demo/questions");
        var random = new Random(seed);
        List<Question> warmUp =
                draw(Question.read(sets.resolve("calibration.jsonl")), WARM_UP, random);
        List<Question> held = draw(Question.read(sets.resolve("test.jsonl")), questions, random);
        PrintWriter out = spec.commandLine().getOut();
        var progress = new Progress(spec.commandLine().getErr());
        List<Asked> asked;
        try (NodePair nodes = DemoNodes.start(home);
                DemoClient client = new DemoClient(nodes.edge(), Ticker.system())) {
            asked = new DemoRun(client, progress, random).run(warmUp, held);
        }
        var report = new DemoReport(asked, random);
        if (json) {
            report.printJson(out);
        } else {
            report.printTable(out);
        }
        out.flush();
        return 0;
    }

    private static List<Question> draw(List<Question> set, int count, Random random) {
        if (count < 1) {
            throw new CommandException("--questions " + count + " is below 1");
        }
        var shuffled = new ArrayList<>(set);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(count, shuffled.size())));
    }

    private static Path home() {
        String home = System.getProperty("fogline.home", "");
        Path installed = Path.of(home).toAbsolutePath();
        if (home.isEmpty() || !Files.isDirectory(installed.resolve("models/demo"))) {
            throw new CommandException(
                    "the demo runs from an installed image: start it with bin/fogline demo");
        }
        return installed;
    }
}
