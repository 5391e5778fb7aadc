package dev.fogline.edge.overhead;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bench overhead upstream`, which `bench overhead` starts.
@Command(name = "upstream", hidden = true, description = "The mock upstream.")
final class UpstreamCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    UpstreamCommand() {}

    @Override
    public Integer call() throws IOException {
        MockUpstream upstream = MockUpstream.open();
        var out = spec.commandLine().getOut();
        out.println("listening on http://127.0.0.1:" + upstream.port());
        out.flush();
        upstream.run();
        return 0;
    }
}
