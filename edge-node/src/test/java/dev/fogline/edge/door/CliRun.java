package dev.fogline.edge.door;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// A command that was run, and what it said.
public record CliRun(int code, String out, String err) {

    /// @param command a picocli command
    public static CliRun of(Object command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line =
                new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new CliRun(Cli.run(line, arguments), out.toString(), err.toString());
    }
}
