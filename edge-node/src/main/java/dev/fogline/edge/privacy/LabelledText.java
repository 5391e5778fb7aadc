package dev.fogline.edge.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CommandException;
import dev.fogline.router.privacy.Finding;
import dev.fogline.router.privacy.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A text in which somebody has marked the personal data.
///
/// @param labels of kinds we know; places as in [Finding], text 0
record LabelledText(String text, List<Finding> labels) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// The entity names of Microsoft Presidio and its research kit (read 2026). Others are not
    /// looked for by anything here.
    private static final Map<String, Kind> KINDS =
            Map.ofEntries(
                    Map.entry("EMAIL_ADDRESS", Kind.EMAIL),
                    Map.entry("PHONE_NUMBER", Kind.PHONE),
                    Map.entry("CREDIT_CARD", Kind.CARD),
                    Map.entry("IBAN_CODE", Kind.IBAN),
                    Map.entry("US_SSN", Kind.SOCIAL_SECURITY),
                    Map.entry("UK_NINO", Kind.SOCIAL_SECURITY),
                    Map.entry("IP_ADDRESS", Kind.IP_ADDRESS),
                    Map.entry("CRYPTO", Kind.CRYPTO_WALLET),
                    Map.entry("PERSON", Kind.NAME),
                    Map.entry("ADDRESS", Kind.POSTAL_ADDRESS),
                    Map.entry("STREET_ADDRESS", Kind.POSTAL_ADDRESS));

    LabelledText {
        labels = List.copyOf(labels);
    }

    /// @param file a JSON array of objects with `full_text` and `spans`; a span has `entity_type`,
    ///   `start_position` and `end_position`, in code points
    /// @throws CommandException if it is none
    static List<LabelledText> read(Path file) {
        try {
            var rows = new ArrayList<LabelledText>();
            for (JsonNode row : MAPPER.readTree(file.toFile())) {
                rows.add(parse(row));
            }
            return List.copyOf(rows);
        } catch (JsonProcessingException
                | IllegalArgumentException
                | IndexOutOfBoundsException unfit) {
            throw new CommandException(
                    file + " is no array of texts with full_text and spans", unfit);
        } catch (IOException failed) {
            throw new CommandException("cannot read " + file + ": " + failed.getMessage(), failed);
        }
    }

    private static LabelledText parse(JsonNode row) {
        String text = row.required("full_text").asText();
        var labels = new ArrayList<Finding>();
        for (JsonNode span : row.required("spans")) {
            Kind kind = KINDS.get(span.required("entity_type").asText());
            if (kind != null) {
                labels.add(
                        new Finding(
                                kind,
                                0,
                                text.offsetByCodePoints(0, span.required("start_position").asInt()),
                                text.offsetByCodePoints(0, span.required("end_position").asInt())));
            }
        }
        return new LabelledText(text, labels);
    }
}
