package dev.fogline.router.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.router.ledger.Entry.Amount;
import dev.fogline.router.ledger.Entry.Attempted;
import dev.fogline.router.ledger.Entry.EnergySource;
import dev.fogline.router.ledger.Entry.Intent;
import dev.fogline.router.ledger.Entry.Settlement;
import dev.fogline.spi.answer.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The ledger's lines: one JSON object each, whose last field is a checksum of all that stands
/// before it.
///
/// ```
/// {"entry":"settlement", …, "crc":"0a1b2c3d"}        CRC-32C of the bytes up to `,"crc":`
/// ```
final class Lines {

    /// That wait for their next use. Jackson would otherwise keep a set for every thread, which is
    /// one for every open stream.
    private static final int MOST_BUFFERS = 64;

    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                    JsonFactory.builder()
                            .recyclerPool(JsonRecyclerPools.newBoundedPool(MOST_BUFFERS))
                            .build());
    private static final byte[] CRC_KEY = ",\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int CRC_DIGITS = 8;
    private static final int TRAILER = CRC_KEY.length + CRC_DIGITS + END.length;
    private static final int USUAL_BYTES = 512;

    private Lines() {}

    /// With the line feed at its end.
    static byte[] write(Entry entry) {
        var object = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = MAPPER.getFactory().createGenerator(object)) {
            json.writeStartObject();
            switch (entry) {
                case Intent intent -> json.writeStringField("entry", "intent");
                case Settlement settlement -> {
                    json.writeStringField("entry", "settlement");
                    json.writeStringField("ending", word(settlement.ending()));
                    json.writeNumberField("ended_millis", settlement.endedAt().toEpochMilli());
                }
            }
            attempted(json, entry.attempted());
            amount(json, entry.amount());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it is written to memory
        }
        return signed(object.toByteArray());
    }

    /// @param line without the line feed
    /// @return empty if it is not whole, or not a line of this ledger
    static Optional<Entry> read(byte[] line) {
        if (line.length < TRAILER || !whole(line)) {
            return Optional.empty();
        }
        try {
            return Optional.of(entry(MAPPER.readTree(line)));
        } catch (IOException | IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static void attempted(JsonGenerator json, Attempted attempted) throws IOException {
        json.writeStringField("attempt", attempted.id());
        json.writeStringField("request", attempted.requestId());
        json.writeStringField("decision", attempted.decisionId());
        json.writeStringField("tenant", attempted.tenant());
        json.writeStringField("backend", attempted.backend());
        json.writeStringField("model", attempted.model());
        json.writeBooleanField("paid", attempted.paid());
        json.writeNumberField("started_millis", attempted.startedAt().toEpochMilli());
    }

    private static void amount(JsonGenerator json, Amount amount) throws IOException {
        Usage usage = amount.usage();
        json.writeNumberField("prompt_tokens", usage.promptTokens());
        json.writeNumberField("cached_prompt_tokens", usage.cachedPromptTokens());
        if (usage.cacheWrittenPromptTokens() > 0) {
            json.writeNumberField("cache_written_prompt_tokens", usage.cacheWrittenPromptTokens());
        }
        json.writeNumberField("output_tokens", usage.outputTokens());
        json.writeNumberField("reasoning_tokens", usage.reasoningTokens());
        json.writeStringField("tokens", word(usage.origin()));
        json.writeNumberField("nano_usd", amount.nanoUsd());
        json.writeNumberField("joules", amount.joules());
        json.writeStringField("energy", word(amount.energySource()));
    }

    private static Entry entry(JsonNode json) {
        var attempted =
                new Attempted(
                        json.path("attempt").asText(),
                        json.path("request").asText(),
                        json.path("decision").asText(),
                        json.path("tenant").asText(),
                        json.path("backend").asText(),
                        json.path("model").asText(),
                        json.path("paid").asBoolean(),
                        Instant.ofEpochMilli(json.path("started_millis").asLong()));
        var usage =
                new Usage(
                        json.path("prompt_tokens").asInt(),
                        json.path("cached_prompt_tokens").asInt(),
                        json.path("cache_written_prompt_tokens").asInt(),
                        json.path("output_tokens").asInt(),
                        json.path("reasoning_tokens").asInt(),
                        value(Usage.Origin.class, json.path("tokens")));
        var amount =
                new Amount(
                        usage,
                        json.path("nano_usd").asLong(),
                        json.path("joules").asDouble(),
                        value(EnergySource.class, json.path("energy")));
        return switch (json.path("entry").asText()) {
            case "intent" -> new Intent(attempted, amount);
            case "settlement" ->
                    new Settlement(
                            attempted,
                            amount,
                            value(Ending.class, json.path("ending")),
                            Instant.ofEpochMilli(json.path("ended_millis").asLong()));
            default -> throw new IllegalArgumentException("an unknown entry");
        };
    }

    /// In place of the closing brace comes the checksum.
    private static byte[] signed(byte[] object) {
        int body = object.length - 1;
        return ByteBuffer.allocate(body + TRAILER + 1)
                .put(object, 0, body)
                .put(trailer(object, body))
                .put((byte) '\n')
                .array();
    }

    private static boolean whole(byte[] line) {
        int body = line.length - TRAILER;
        return Arrays.equals(trailer(line, body), Arrays.copyOfRange(line, body, line.length));
    }

    private static byte[] trailer(byte[] bytes, int body) {
        return ByteBuffer.allocate(TRAILER).put(CRC_KEY).put(crc(bytes, body)).put(END).array();
    }

    private static byte[] crc(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return HexFormat.of()
                .toHexDigits(crc.getValue(), CRC_DIGITS)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E value(Class<E> type, JsonNode word) {
        return Enum.valueOf(type, word.asText().toUpperCase(Locale.ROOT));
    }
}
