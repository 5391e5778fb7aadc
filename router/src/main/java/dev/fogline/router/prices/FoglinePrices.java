package dev.fogline.router.prices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.router.prices.ListedPrices.Kind;
import dev.fogline.router.prices.ListedPrices.UnfitException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// Reads price files of our own, YAML or JSON:
///
/// ```
/// fogline-prices: 1
/// name: house                       # and date and source, shown with each price
/// date: 2026-08-21
/// providers:
///   - provider: openai
///     api: https://api.openai.com   # how its addresses begin, or a list of that
///     models:
///       - model: gpt-5.4
///         names: ["gpt-5.4-2*"]     # more names, or beginnings of names
///         usd-per-million: {input: 2.5, output: 15, cached-input: 0.25}
///         above: [{prompt-tokens: 272000, usd-per-million: {input: 5, output: 22.5}}]
///         changes: [{from: 2026-09-01, usd-per-million: {input: 2, output: 12}}]
/// ```
///
/// Strict, unlike the readers of others' files: whoever writes it wants to hear of slips. Among
/// `usd-per-million` are `cache-write` and `reasoning` too; `usd-per-request` is beside it.
final class FoglinePrices {

    static final String MARK = "fogline-prices";

    private static final int FORMAT = 1;
    private static final Set<String> TOP = Set.of(MARK, "name", "date", "source", "providers");
    private static final Set<String> PROVIDER = Set.of("provider", "api", "models");
    private static final Set<String> PRICED = Set.of("usd-per-million", "above", "usd-per-request");
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "input", Kind.INPUT,
                    "cached-input", Kind.CACHED_INPUT,
                    "cache-write", Kind.CACHE_WRITE,
                    "output", Kind.OUTPUT,
                    "reasoning", Kind.REASONING);

    private final JsonNode top;
    private final Reading reading;
    private final Set<String> seen = new HashSet<>();

    private FoglinePrices(JsonNode top, Reading reading) {
        this.top = top;
        this.reading = reading;
    }

    /// @throws UnfitException for the first thing that is wrong, with its place
    static PriceReading read(JsonNode top, byte[] content, LocalDate fileDate) {
        knowing("", top, TOP);
        if (top.path(MARK).asInt() != FORMAT) {
            throw new UnfitException(
                    MARK + ": " + top.path(MARK) + " is not the format " + FORMAT + " read here");
        }
        LocalDate date = top.has("date") ? day("date", top.get("date")) : fileDate;
        var stamp = FileStamp.of(top.path("name").asText("prices"), date, content);
        var reader = new FoglinePrices(top, new Reading(stamp));
        int i = 0;
        for (JsonNode provider : top.path("providers")) {
            reader.provider("providers[" + i++ + "]", provider);
        }
        return reader.reading.done();
    }

    private void provider(String place, JsonNode provider) {
        knowing(place, provider, PROVIDER);
        String name = text(place, provider, "provider");
        reading.provider(name, api(provider.path("api")), List.of());
        int i = 0;
        for (JsonNode model : provider.path("models")) {
            model(place + ".models[" + i++ + "]", name, model);
        }
    }

    /// What ends in the middle of a host's name is another host.
    private static Optional<Pattern> api(JsonNode beginnings) {
        List<String> texts =
                beginnings.isArray()
                        ? StreamSupport.stream(beginnings.spliterator(), false)
                                .map(JsonNode::asText)
                                .toList()
                        : List.of(beginnings.asText(""));
        return texts.stream()
                .filter(text -> !text.isBlank())
                .map(Pattern::quote)
                .reduce((one, other) -> one + "|" + other)
                .map(any -> Pattern.compile("(?:" + any + ")(?=[/:?]|$)"));
    }

    private void model(String place, String provider, JsonNode model) {
        var known = new HashSet<>(PRICED);
        known.addAll(Set.of("model", "names", "source", "changes"));
        knowing(place, model, known);
        String name = text(place, model, "model");
        String at = place + " (" + provider + " " + name + ")";
        var rules = new ArrayList<NameRule>();
        rules.add(named(at, provider, name));
        model.path("names").forEach(more -> rules.add(named(at, provider, more.asText())));
        String source = model.path("source").asText(top.path("source").asText(""));
        var phases = new ArrayList<Tariff.Phase>();
        phases.add(
                new Tariff.Phase(
                        new Tariff.When.Always(),
                        reading.prices(listed(at, model), provider, name, source)));
        for (JsonNode change : model.path("changes")) {
            var dated = new HashSet<>(PRICED);
            dated.add("from");
            knowing(at + ".changes", change, dated);
            phases.add(
                    new Tariff.Phase(
                            new Tariff.When.From(day(at + ".changes.from", change.path("from"))),
                            reading.prices(listed(at, change), provider, name, source)));
        }
        reading.add(new Listing(provider, name, new NameRule.AnyOf(rules), new Tariff(phases)));
    }

    private NameRule named(String at, String provider, String name) {
        if (name.isBlank() || !seen.add(provider + " " + name)) {
            throw new UnfitException(at + ": the name '" + name + "' is blank or there twice");
        }
        return name.endsWith("*")
                ? new NameRule.StartsWith(name.substring(0, name.length() - 1))
                : new NameRule.Equals(name);
    }

    private static ListedPrices listed(String at, JsonNode priced) {
        if (!priced.path("usd-per-million").isObject()) {
            throw new UnfitException(at + ": usd-per-million is missing");
        }
        var listed = new ListedPrices();
        put(listed, at, 0, priced.get("usd-per-million"));
        for (JsonNode tier : priced.path("above")) {
            knowing(at + ".above", tier, Set.of("prompt-tokens", "usd-per-million"));
            int bound = tier.path("prompt-tokens").asInt(0);
            if (bound < 1) {
                throw new UnfitException(
                        at + ".above.prompt-tokens: " + tier.path("prompt-tokens") + " is below 1");
            }
            put(listed, at + ".above", bound, tier.path("usd-per-million"));
        }
        if (priced.has("usd-per-request")) {
            listed.request(amount(at + ".usd-per-request", priced.get("usd-per-request")));
        }
        if (listed.rounded()) {
            throw new UnfitException(at + ": a price is finer than a pico-dollar per token");
        }
        return listed;
    }

    private static void put(ListedPrices listed, String at, int bound, JsonNode usdPerMillion) {
        knowing(at + ".usd-per-million", usdPerMillion, KINDS.keySet());
        for (Map.Entry<String, Kind> kind : KINDS.entrySet()) {
            if (usdPerMillion.has(kind.getKey())) {
                String place = at + ".usd-per-million." + kind.getKey();
                BigDecimal usd = amount(place, usdPerMillion.get(kind.getKey()));
                try {
                    listed.put(bound, kind.getValue(), usd);
                } catch (UnfitException unfit) {
                    throw new UnfitException(place + ": " + unfit.getMessage());
                }
            }
        }
    }

    private static BigDecimal amount(String place, JsonNode price) {
        if (!price.isNumber()) {
            throw new UnfitException(place + ": " + price + " is no number");
        }
        return price.decimalValue();
    }

    private static String text(String place, JsonNode parent, String key) {
        String text = parent.path(key).asText("");
        if (text.isBlank()) {
            throw new UnfitException(place + ": " + key + " is missing");
        }
        return text;
    }

    private static LocalDate day(String place, JsonNode day) {
        try {
            return LocalDate.parse(day.asText());
        } catch (DateTimeParseException unfit) {
            throw new UnfitException(place + ": " + day + " is no day such as 2026-08-21");
        }
    }

    private static void knowing(String place, JsonNode node, Set<String> known) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                throw new UnfitException(
                        (place.isEmpty() ? "" : place + ": ")
                                + "unknown key '"
                                + entry.getKey()
                                + "'; there are "
                                + known.stream().sorted().toList());
            }
        }
    }
}
