package dev.fogline.edge.door;

import dev.fogline.edge.config.ConfigException;
import dev.fogline.router.RouterException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The base of both command lines: runs a command, shows failures as one line, and tells the exit
/// code.
public final class Cli {

    private static final int FAULT = 1;
    private static final int USAGE = 2;
    private static final int INTERRUPTED = 130;

    private Cli() {}

    /// @param command a picocli command with its subcommands
    /// @return 0, 1 for a fault, 2 for wrong usage or configuration, 130 if interrupted
    public static int run(Object command, String... arguments) {
        return run(new CommandLine(command), arguments);
    }

    static int run(CommandLine line, String... arguments) {
        return line.setParameterExceptionHandler((wrong, all) -> usage(wrong))
                .setExecutionExceptionHandler((thrown, at, parsed) -> failed(thrown, at))
                .execute(arguments);
    }

    private static int usage(ParameterException wrong) {
        CommandLine at = wrong.getCommandLine();
        return say(
                at,
                line(wrong) + "; see " + at.getCommandSpec().qualifiedName() + " --help",
                USAGE);
    }

    private static int failed(Exception thrown, CommandLine at) {
        return switch (thrown) {
            case ConfigException wrong -> say(at, line(wrong), USAGE);
            case CommandException failed -> say(at, line(failed), FAULT);
            case RouterException failed -> say(at, line(failed), FAULT);
            case InterruptedException interrupted -> say(at, "interrupted", INTERRUPTED);
            default -> say(at, "unexpected: " + thrown, FAULT);
        };
    }

    private static int say(CommandLine at, String line, int code) {
        PrintWriter err = at.getErr();
        err.println(at.getCommandSpec().root().name() + ": " + line);
        err.flush();
        return code;
    }

    private static String line(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("failed");
    }
}
