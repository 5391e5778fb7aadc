package dev.fogline.edge.models;

import dev.fogline.spi.model.ModelFacts;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline models info`.
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description =
                "Tells what a model is, as its file says. The weights are not looked at: see verify.")
final class InfoCommand implements Callable<Integer> {

    private static final String ROW = "%-14s %s%n";

    @Mixin private StoreFlags flags = new StoreFlags();

    @Parameters(paramLabel = "NAME|FILE", description = "an installed model, or a GGUF file")
    private String name = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    InfoCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Installed model = flags.store().named(name);
        ModelFacts facts = Judging.inspect(flags.files(), model);
        if (flags.json()) {
            out.println(FactsText.json(model, facts));
        } else {
            print(out, model, facts);
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, Installed model, ModelFacts facts) {
        out.printf(ROW, "model", model.name());
        out.printf(ROW, "file", model.file() + " (" + FactsText.size(model) + ")");
        out.printf(ROW, "title", facts.name());
        out.printf(ROW, "architecture", facts.architecture());
        out.printf(ROW, "weights", FactsText.weights(facts.weights().count()));
        out.printf(ROW, "quantisation", facts.weights().quantisation());
        out.printf(
                ROW,
                "context",
                facts.contextTokens().isPresent()
                        ? facts.contextTokens().getAsInt() + " tokens"
                        : "not stated");
        out.printf(ROW, "made for", FactsText.abilities(facts));
        out.printf(ROW, "licence", facts.licence().orElse("not stated"));
        model.receipt()
                .ifPresent(
                        receipt -> {
                            out.printf(ROW, "source", receipt.source());
                            out.printf(ROW, "sha256", receipt.sha256());
                            out.printf(ROW, "pulled at", receipt.pulledAt());
                        });
    }
}
