package dev.fogline.edge;

import dev.fogline.edge.demo.DemoCommand;
import dev.fogline.edge.door.Cli;
import dev.fogline.edge.door.Version;
import dev.fogline.edge.eval.EvalCommand;
import dev.fogline.edge.learn.LearnCommand;
import dev.fogline.edge.models.BenchCommand;
import dev.fogline.edge.models.CalibrateCommand;
import dev.fogline.edge.models.ModelsCommand;
import dev.fogline.edge.prices.PricesCommand;
import dev.fogline.edge.privacy.PrivacyCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fogline`.
@Command(
        name = "fogline",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Answers each request where it is best answered: on this device, or in a cloud pool.",
        subcommands = {
            ServeCommand.class,
            AskCommand.class,
            ExplainCommand.class,
            PolicyCommand.class,
            ModelsCommand.class,
            BenchCommand.class,
            CalibrateCommand.class,
            LedgerCommand.class,
            PricesCommand.class,
            PluginsCommand.class,
            PrivacyCommand.class,
            DemoCommand.class,
            LearnCommand.class,
            EvalCommand.class,
            TrainCacheCommand.class
        })
public final class Main implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public Main() {}

    /// The process's entry.
    public static void main(String[] arguments) {
        System.exit(Cli.run(new Main(), arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
