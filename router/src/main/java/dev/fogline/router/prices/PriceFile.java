package dev.fogline.router.prices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fogline.router.RouterException;
import dev.fogline.router.prices.ListedPrices.UnfitException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Reads price files: our own, those of genai-prices, and LiteLLM's map. Which of them it is, is
/// seen from its content.
public final class PriceFile {

    /// The largest map there is has 2 MB.
    private static final long MAX_BYTES = 64L << 20;

    private static final String SHIPPED = "prices.yaml";

    private PriceFile() {}

    /// The table that comes with Fogline.
    public static PriceCatalogue shipped() {
        try (InputStream table = PriceFile.class.getResourceAsStream(SHIPPED)) {
            if (table == null) {
                throw new IllegalStateException("the module lacks " + SHIPPED);
            }
            return parse(SHIPPED, table.readAllBytes(), LocalDate.EPOCH).catalogue();
        } catch (IOException broken) {
            throw new RouterException(SHIPPED + ": " + broken.getMessage(), broken);
        }
    }

    /// @param date of the prices, for files that do not say; empty for when the file was last
    ///   changed
    /// @throws RouterException with one line that names file and place, if it cannot be read or is
    ///   none of the three
    public static PriceReading read(Path file, Optional<LocalDate> date) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new RouterException(
                        file + ": a price file of more than " + (MAX_BYTES >> 20) + " MiB");
            }
            LocalDate changed =
                    LocalDate.ofInstant(
                            Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
            return parse(file.toString(), Files.readAllBytes(file), date.orElse(changed));
        } catch (NoSuchFileException missing) {
            throw new RouterException("there is no price file " + file, missing);
        } catch (IOException failed) {
            throw new RouterException(
                    "cannot read the price file " + file + ": " + failed.getMessage(), failed);
        }
    }

    static PriceReading parse(String name, byte[] content, LocalDate date) {
        JsonNode top = tree(name, content);
        try {
            if (top.has(FoglinePrices.MARK)) {
                return FoglinePrices.read(top, content, date);
            }
            if (top.isArray() && top.path(0).has("models")) {
                return GenaiPrices.read(top, FileStamp.of(GenaiPrices.NAME, date, content));
            }
            if (LiteLlmPrices.recognises(top)) {
                return LiteLlmPrices.read(top, FileStamp.of(LiteLlmPrices.NAME, date, content));
            }
        } catch (UnfitException unfit) {
            throw new RouterException(name + ": " + unfit.getMessage(), unfit);
        }
        throw new RouterException(
                name
                        + ": neither a table with "
                        + FoglinePrices.MARK
                        + ", nor providers as in genai-prices, nor models as in LiteLLM's map");
    }

    private static JsonNode tree(String name, byte[] content) {
        try {
            return mapper(content).readTree(content);
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            throw new RouterException(name + ", line " + line + ": " + problem(broken), broken);
        } catch (IOException impossible) {
            throw new RouterException(name + ": " + impossible.getMessage(), impossible);
        }
    }

    /// Without where the parser stood, which is said before.
    private static String problem(JsonProcessingException broken) {
        String line = broken.getOriginalMessage().lines().findFirst().orElse("it breaks off");
        int where = line.indexOf(" (for ");
        return where < 0 ? line : line.substring(0, where);
    }

    /// JSON is YAML, but its own parser is much faster.
    private static ObjectMapper mapper(byte[] content) {
        for (byte one : content) {
            if (!Character.isWhitespace(one)) {
                return exact(one == '{' || one == '[' ? new ObjectMapper() : new YAMLMapper());
            }
        }
        return exact(new YAMLMapper());
    }

    /// Amounts are read as they are written, not as doubles; a key that is there twice is a slip.
    private static ObjectMapper exact(ObjectMapper mapper) {
        return mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }
}
