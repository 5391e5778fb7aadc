package dev.fogline.router;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/// One JSON object, from whoever writes its fields.
final class JsonText {

    /// Prices keep their nine decimals.
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    /// What most lines of a journal stay below.
    private static final int USUAL_BYTES = 4096;

    private JsonText() {}

    /// Writes fields into an object that is open.
    interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    static byte[] bytes(Fields fields) {
        var bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
            object(out, fields);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // nothing but memory is written to
        }
        return bytes.toByteArray();
    }

    static ObjectNode tree(Fields fields) {
        try (var out = new TokenBuffer(MAPPER, false)) {
            object(out, fields);
            return MAPPER.readTree(out.asParser());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// A constant as JSON names it.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void object(JsonGenerator out, Fields fields) throws IOException {
        out.writeStartObject();
        fields.write(out);
        out.writeEndObject();
    }
}
