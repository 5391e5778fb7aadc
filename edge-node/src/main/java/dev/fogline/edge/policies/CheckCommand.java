package dev.fogline.edge.policies;

import dev.fogline.edge.config.NodeConfigReader;
import dev.fogline.edge.config.NodeKind;
import dev.fogline.edge.config.Overrides;
import dev.fogline.edge.config.PolicyFile;
import dev.fogline.edge.door.Installation;
import dev.fogline.router.Limits;
import dev.fogline.router.NamedPolicy;
import dev.fogline.router.Plugins;
import dev.fogline.router.PolicyBook;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline policy check`: reads a policy file as a node would, and says what is in it.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Reads a policy file as a node would and says what is in it; a file that is wrong is refused with"
                        + " the line and the reason, and exit code 2.")
public final class CheckCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "the policy file; without one, the ready-made policies are shown")
    private @Nullable Path file;

    @Option(names = "--json", description = "print one JSON object a line")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public CheckCommand() {}

    @Override
    public Integer call() {
        var config = new NodeConfigReader(NodeKind.EDGE, System.getenv(), Installation.home());
        var reader =
                new PolicyFile(
                        System.getenv(),
                        Plugins.load(config.pluginsDir(Overrides.NONE)),
                        Limits.DEFAULT);
        PolicyBook book = file == null ? reader.readyMade() : reader.read(file);
        List<NamedPolicy> policies =
                book.policies().values().stream()
                        .sorted(Comparator.comparing(NamedPolicy::name))
                        .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            policies.forEach(policy -> out.println(PolicyText.json(policy)));
            out.println(PolicyText.json(book));
        } else {
            policies.forEach(policy -> PolicyText.lines(policy).forEach(out::println));
            PolicyText.lines(book).forEach(out::println);
        }
        out.flush();
        return 0;
    }
}
