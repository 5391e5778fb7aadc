package dev.fogline.edge.prices;

import dev.fogline.edge.door.CommandException;
import dev.fogline.router.prices.Listing;
import dev.fogline.router.prices.PriceCatalogue;
import dev.fogline.router.prices.PriceCatalogue.Lookup;
import dev.fogline.router.prices.PriceFile;
import dev.fogline.router.prices.PriceList;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline prices`: what models cost, where, and how old that is.
@Command(
        name = "prices",
        mixinStandardHelpOptions = true,
        description =
                "Lists what models cost, from the table that comes with Fogline or from a price file;"
                        + " no node need run.",
        subcommands = CheckCommand.class)
public final class PricesCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL",
            description =
                    "a model's name as a backend has it; where no list knows it, those with the text"
                            + " in their names")
    private @Nullable String model;

    @Option(names = "--provider", paramLabel = "NAME", description = "whose list; all if not given")
    private @Nullable String provider;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "a price file: our own, genai-prices' data_slim.json, or LiteLLM's map")
    private @Nullable Path file;

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description = "the prices of a day, at its first moment in UTC; now if not given")
    private @Nullable LocalDate at;

    @Option(names = "--json", description = "print one JSON object a line, the list itself last")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public PricesCommand() {}

    @Override
    public Integer call() {
        PriceCatalogue catalogue =
                file == null
                        ? PriceFile.shipped()
                        : PriceFile.read(file, Optional.empty()).catalogue();
        Instant now = at == null ? Instant.now() : at.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Listing> found = found(catalogue);
        if (found.isEmpty()) {
            throw new CommandException(
                    "no price is known of "
                            + (model == null ? "any model" : "'" + model + "'")
                            + (provider == null ? "" : " at '" + provider + "'")
                            + " in "
                            + catalogue.version());
        }
        var text = new PriceText(catalogue, now);
        PrintWriter out = spec.commandLine().getOut();
        (json ? text.jsonLines(found) : text.table(found)).forEach(out::println);
        out.flush();
        return 0;
    }

    private List<Listing> found(PriceCatalogue catalogue) {
        List<PriceList> lists =
                catalogue.lists().stream()
                        .filter(
                                list ->
                                        provider == null
                                                || list.provider().equalsIgnoreCase(provider))
                        .toList();
        String wanted = model;
        if (wanted == null) {
            return lists.stream().flatMap(list -> list.listings().stream()).toList();
        }
        List<Listing> meant =
                lists.stream().flatMap(list -> meant(catalogue, list, wanted)).toList();
        String part = wanted.toLowerCase(Locale.ROOT);
        return meant.isEmpty()
                ? lists.stream()
                        .flatMap(list -> list.listings().stream())
                        .filter(listing -> listing.model().toLowerCase(Locale.ROOT).contains(part))
                        .toList()
                : meant;
    }

    private static Stream<Listing> meant(PriceCatalogue catalogue, PriceList list, String model) {
        return switch (catalogue.lookup(list.provider(), model)) {
            case Lookup.Found(Listing listing) -> Stream.of(listing);
            case Lookup.Missing missing -> Stream.empty();
        };
    }
}
