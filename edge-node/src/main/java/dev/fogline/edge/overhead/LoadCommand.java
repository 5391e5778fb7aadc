package dev.fogline.edge.overhead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bench overhead load`, which `bench overhead` starts: a run for each line it is given, so that
/// all candidates meet the same warm process.
@Command(name = "load", hidden = true, description = "The load of bench overhead.")
final class LoadCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    LoadCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("ready on http://127.0.0.1:0");
        out.flush();
        var orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            out.println(run(order.split(" ", -1)).json());
            out.flush();
        }
        return 0;
    }

    private static LoadResult run(String[] order) throws IOException {
        int port = Integer.parseInt(order[1]);
        double amount = Double.parseDouble(order[2]);
        double seconds = Double.parseDouble(order[3]);
        var stream = new Ask(true, Integer.parseInt(order[4]), Integer.parseInt(order[5]));
        return switch (order[0]) {
            case "closed" -> new Load(port, Ask.WHOLE, (int) amount).closedLoop(seconds);
            case "open" -> Load.open(port, Ask.WHOLE).openLoop(amount, seconds);
            case "stream" -> new Load(port, stream, (int) amount).closedLoop(seconds);
            case "once" -> new Load(port, stream, (int) amount).once(amount / seconds);
            default -> throw new IllegalArgumentException("no such load: " + order[0]);
        };
    }
}
