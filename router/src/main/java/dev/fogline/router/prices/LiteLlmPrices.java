package dev.fogline.router.prices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.router.prices.ListedPrices.Kind;
import dev.fogline.router.prices.ListedPrices.UnfitException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads LiteLLM's `model_prices_and_context_window.json`: one object of models, each with its
/// provider and with dollars per token.
///
/// `…_above_200k_tokens` is a tier of the whole request above 200,000 prompt tokens. A model is
/// known by its key and by the key without the provider before the first slash. Prices of batches,
/// priority and caches that last an hour are of other contracts and not read. The map has no dates
/// and no addresses: name the provider.
final class LiteLlmPrices {

    static final String NAME = "litellm";

    private static final Pattern PRICE =
            Pattern.compile("([a-z_]+?)(?:_above_([0-9]{1,6})k_tokens)?");

    private static final Map<String, Kind> KINDS =
            Map.of(
                    "input_cost_per_token", Kind.INPUT,
                    "cache_read_input_token_cost", Kind.CACHED_INPUT,
                    "cache_creation_input_token_cost", Kind.CACHE_WRITE,
                    "output_cost_per_token", Kind.OUTPUT,
                    "output_cost_per_reasoning_token", Kind.REASONING);

    private static final Set<String> OF_TEXT =
            Set.of("chat", "completion", "responses", "embedding");

    private static final int TOKENS_PER_K = 1_000;
    private static final int DIGITS_OF_A_MILLION = 6;

    private LiteLlmPrices() {}

    /// @param models the file's top: an object
    static PriceReading read(JsonNode models, FileStamp stamp) {
        var reading = new Reading(stamp);
        for (Map.Entry<String, JsonNode> entry : models.properties()) {
            model(entry.getKey(), entry.getValue(), reading);
        }
        return reading.done();
    }

    /// Whether an object is such a map: its values name their provider.
    static boolean recognises(JsonNode top) {
        return top.isObject()
                && top.properties().stream()
                        .anyMatch(entry -> entry.getValue().has("litellm_provider"));
    }

    private static void model(String key, JsonNode model, Reading reading) {
        String provider = model.path("litellm_provider").asText();
        if (key.equals("sample_spec") || provider.isEmpty()) {
            return; // the sample explains the keys
        }
        boolean byToken = model.has("input_cost_per_token") || model.has("output_cost_per_token");
        if (!byToken || !OF_TEXT.contains(model.path("mode").asText("chat"))) {
            reading.pricedOtherwise();
            return;
        }
        try {
            var prices = reading.prices(listed(model), provider, key, "");
            reading.add(new Listing(provider, key, names(key), Tariff.always(prices)));
        } catch (UnfitException unfit) {
            reading.leaveOut(provider, key, String.valueOf(unfit.getMessage()));
        }
    }

    private static NameRule names(String key) {
        int slash = key.indexOf('/');
        var whole = new NameRule.Equals(key);
        return slash < 0
                ? whole
                : new NameRule.AnyOf(List.of(whole, new NameRule.Equals(key.substring(slash + 1))));
    }

    private static ListedPrices listed(JsonNode model) {
        var listed = new ListedPrices();
        for (Map.Entry<String, JsonNode> entry : model.properties()) {
            Matcher name = PRICE.matcher(entry.getKey());
            Kind kind = name.matches() ? KINDS.get(name.group(1)) : null;
            if (entry.getValue().isNull()) {
                continue;
            }
            if (kind != null) {
                String bound = name.group(2);
                listed.put(
                        bound == null ? 0 : Integer.parseInt(bound) * TOKENS_PER_K,
                        kind,
                        amount(entry).movePointRight(DIGITS_OF_A_MILLION));
            } else if (entry.getKey().equals("input_cost_per_request")) {
                listed.request(amount(entry));
            }
        }
        return listed;
    }

    private static BigDecimal amount(Map.Entry<String, JsonNode> price) {
        if (!price.getValue().isNumber()) {
            throw new UnfitException(price.getKey() + " is no number: " + price.getValue());
        }
        return price.getValue().decimalValue();
    }
}
