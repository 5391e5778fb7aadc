package dev.fogline.edge.prices;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.config.ConfigException;
import dev.fogline.router.RouterException;
import dev.fogline.router.prices.PriceCatalogue;
import dev.fogline.router.prices.PriceFile;
import dev.fogline.router.prices.PriceReading;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline prices check`: reads a price file as a node would, and says what could not be used.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Reads a price file as a node would and says what of it cannot be used; a file that is no"
                        + " price file is refused with the place and the reason, and exit code 2.")
final class CheckCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description = "our own table, genai-prices' data_slim.json, or LiteLLM's map")
    private Path file = Path.of("");

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    CheckCommand() {}

    @Override
    public Integer call() {
        PriceReading reading = read();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(reading));
        } else {
            print(reading, out);
        }
        out.flush();
        return 0;
    }

    private PriceReading read() {
        try {
            return PriceFile.read(file, Optional.empty());
        } catch (RouterException unfit) {
            throw new ConfigException(String.valueOf(unfit.getMessage()));
        }
    }

    private static void print(PriceReading reading, PrintWriter out) {
        PriceCatalogue catalogue = reading.catalogue();
        out.println(
                catalogue.version()
                        + ": "
                        + catalogue.lists().size()
                        + " providers, "
                        + catalogue.models()
                        + " models read, "
                        + reading.leftOut().size()
                        + " not understood, "
                        + reading.otherwisePriced()
                        + " not priced by tokens of text");
        out.println(
                "  of "
                        + catalogue.date()
                        + "; a file that does not say is dated by its last change, unless `date` beside"
                        + " `file` in a configuration says otherwise");
        reading.leftOut().forEach(line -> out.println("  not understood: " + line));
        reading.rounded()
                .forEach(line -> out.println("  rounded to a pico-dollar per token: " + line));
    }

    private static ObjectNode json(PriceReading reading) {
        PriceCatalogue catalogue = reading.catalogue();
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("price_version", catalogue.version())
                        .put("date", catalogue.date().toString())
                        .put("providers", catalogue.lists().size())
                        .put("models", catalogue.models())
                        .put("otherwise_priced", reading.otherwisePriced());
        array(node, "not_understood", reading.leftOut());
        array(node, "rounded", reading.rounded());
        return node;
    }

    private static void array(ObjectNode node, String key, List<String> lines) {
        ArrayNode array = node.putArray(key);
        lines.forEach(array::add);
    }
}
