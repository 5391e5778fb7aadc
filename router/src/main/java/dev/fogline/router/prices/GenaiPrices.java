package dev.fogline.router.prices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.router.prices.ListedPrices.Kind;
import dev.fogline.router.prices.ListedPrices.UnfitException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads the files of pydantic/genai-prices (`data.json`, `data_slim.json`): a list of providers
/// with models, rules for their names, dated prices and tiers.
///
/// As there, a tier holds for the whole request once all prompt tokens exceed its start, of the
/// prices whose constraint holds the last counts, and rules are tried from the first model to the
/// last. Audio has prices of its own there, which are not read: no audio is sent. Another kind of
/// rule, constraint or price costs the model it stands at, and one line.
final class GenaiPrices {

    static final String NAME = "genai-prices";

    private static final Map<String, Kind> KINDS =
            Map.of(
                    "input_mtok", Kind.INPUT,
                    "cache_read_mtok", Kind.CACHED_INPUT,
                    "cache_write_mtok", Kind.CACHE_WRITE,
                    "output_mtok", Kind.OUTPUT);

    /// Text is all that is sent and asked for.
    private static final Pattern OF_NO_TEXT =
            Pattern.compile(".*(audio|image|video|search|tool|character|second|storage).*");

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private final Reading reading;

    private GenaiPrices(Reading reading) {
        this.reading = reading;
    }

    /// @param providers the file's top: an array
    static PriceReading read(JsonNode providers, FileStamp stamp) {
        var reading = new Reading(stamp);
        var reader = new GenaiPrices(reading);
        providers.forEach(reader::provider);
        return reading.done();
    }

    private void provider(JsonNode provider) {
        String id = provider.path("id").asText();
        var fallbacks = new ArrayList<String>();
        provider.path("fallback_model_providers").forEach(other -> fallbacks.add(other.asText()));
        reading.provider(id, api(id, provider.path("api_pattern").asText()), fallbacks);
        for (JsonNode model : provider.path("models")) {
            String name = model.path("id").asText();
            try {
                reading.add(
                        new Listing(
                                id,
                                name,
                                rule(model.path("match")),
                                tariff(id, name, model.path("prices"))));
            } catch (UnfitException unfit) {
                reading.leaveOut(id, name, String.valueOf(unfit.getMessage()));
            }
        }
    }

    private Optional<Pattern> api(String provider, String pattern) {
        try {
            return pattern.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(pattern));
        } catch (PatternSyntaxException foreign) {
            reading.leaveOut(provider, "api_pattern", "'" + pattern + "' is not understood");
            return Optional.empty();
        }
    }

    private static NameRule rule(JsonNode rule) {
        if (rule.size() != 1) {
            throw new UnfitException("a rule is not understood: " + rule);
        }
        Map.Entry<String, JsonNode> only = rule.properties().iterator().next();
        String text = only.getValue().asText();
        return switch (only.getKey()) {
            case "equals" -> new NameRule.Equals(text);
            case "starts_with" -> new NameRule.StartsWith(text);
            case "ends_with" -> new NameRule.EndsWith(text);
            case "contains" -> new NameRule.Contains(text);
            case "regex" -> regex(text);
            case "or" -> new NameRule.AnyOf(rules(only.getValue()));
            case "and" -> new NameRule.AllOf(rules(only.getValue()));
            case String other -> throw new UnfitException("a rule is not understood: " + other);
        };
    }

    private static NameRule regex(String text) {
        try {
            return new NameRule.Regex(Pattern.compile(text, Pattern.CASE_INSENSITIVE));
        } catch (PatternSyntaxException foreign) {
            throw new UnfitException("a rule is not understood: regex " + text);
        }
    }

    private static List<NameRule> rules(JsonNode rules) {
        var all = new ArrayList<NameRule>();
        rules.forEach(rule -> all.add(rule(rule)));
        return all;
    }

    private Tariff tariff(String provider, String model, JsonNode prices) {
        var phases = new ArrayList<Tariff.Phase>();
        if (prices.isObject()) {
            phases.add(phase(provider, model, new Tariff.When.Always(), prices));
        }
        for (JsonNode dated : prices.isArray() ? prices : List.<JsonNode>of()) {
            phases.add(
                    phase(provider, model, when(dated.path("constraint")), dated.path("prices")));
        }
        if (phases.isEmpty()) {
            throw new UnfitException("there are no prices");
        }
        return new Tariff(phases);
    }

    private static Tariff.When when(JsonNode constraint) {
        try {
            if (constraint.isMissingNode() || constraint.isNull()) {
                return new Tariff.When.Always();
            }
            if (constraint.has("start_date") && constraint.size() == 1) {
                return new Tariff.When.From(LocalDate.parse(constraint.get("start_date").asText()));
            }
            if (constraint.has("start_time")
                    && constraint.has("end_time")
                    && constraint.size() == 2) {
                return new Tariff.When.Daily(
                        time(constraint.get("start_time")), time(constraint.get("end_time")));
            }
        } catch (DateTimeParseException foreign) {
            // said below, with the constraint
        }
        throw new UnfitException("a constraint is not understood: " + constraint);
    }

    private static LocalTime time(JsonNode time) {
        return OffsetTime.parse(time.asText()).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
    }

    private Tariff.Phase phase(String provider, String model, Tariff.When when, JsonNode prices) {
        var listed = new ListedPrices();
        for (Map.Entry<String, JsonNode> entry : prices.properties()) {
            Kind kind = KINDS.get(entry.getKey());
            if (kind != null) {
                put(listed, kind, entry.getValue());
            } else if (entry.getKey().equals("requests_kcount")) {
                listed.request(amount(entry.getValue()).divide(THOUSAND));
            } else if (!OF_NO_TEXT.matcher(entry.getKey()).matches()) {
                throw new UnfitException("a price is not understood: " + entry.getKey());
            }
        }
        return new Tariff.Phase(when, reading.prices(listed, provider, model, ""));
    }

    private static void put(ListedPrices listed, Kind kind, JsonNode price) {
        if (!price.isObject()) {
            listed.put(0, kind, amount(price));
            return;
        }
        listed.put(0, kind, amount(price.path("base")));
        for (JsonNode tier : price.path("tiers")) {
            listed.put(tier.path("start").asInt(-1), kind, amount(tier.path("price")));
        }
    }

    private static BigDecimal amount(JsonNode price) {
        if (!price.isNumber()) {
            throw new UnfitException("a price is not understood: " + price);
        }
        return price.decimalValue();
    }
}
