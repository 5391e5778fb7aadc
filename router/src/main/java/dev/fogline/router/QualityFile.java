package dev.fogline.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.cascade.LearntDrafts;
import dev.fogline.cost.quality.QualityBytes;
import dev.fogline.cost.quality.QualityModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Reads and writes fitted qualities: a JSON object that tells readers of which models, says how
/// far drafts of some can be trusted, and holds the fit itself deflated, in base 64. Its checksum
/// is zlib's.
public final class QualityFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FORMAT = 2;
    private static final String REVISIONS = "revisions";
    private static final String DRAFTS = "drafts";

    /// What a fit of 10,000 long prompts takes several times over: no file unpacks to more.
    private static final int MOST_BYTES = 256 << 20;

    private QualityFile() {}

    /// @throws RouterException if the file is missing or is not one that [#write] made
    public static QualityModel read(Path file) {
        try {
            JsonNode root = root(file);
            JsonNode fit = root.required("fit");
            if (!fit.isTextual()) {
                throw new IllegalArgumentException("its fit is not text");
            }
            return QualityBytes.read(unpacked(fit.binaryValue())).of(revisions(root));
        } catch (IOException | IllegalArgumentException unfit) {
            throw new RouterException(
                    "cannot read the quality prior " + file + ": " + unfit.getMessage(), unfit);
        }
    }

    private static Map<String, String> revisions(JsonNode root) {
        var revisions = new TreeMap<String, String>();
        root.path(REVISIONS)
                .properties()
                .forEach(model -> revisions.put(model.getKey(), model.getValue().asText()));
        return revisions;
    }

    /// What the file tells of drafts; empty if it tells nothing.
    ///
    /// @throws RouterException as [#read] does
    public static List<LearntDrafts> drafts(Path file) {
        try {
            var all = new ArrayList<LearntDrafts>();
            root(file).path(DRAFTS).forEach(one -> all.add(DraftJson.read(one)));
            return List.copyOf(all);
        } catch (IOException | IllegalArgumentException unfit) {
            throw new RouterException(
                    "cannot read the drafts in " + file + ": " + unfit.getMessage(), unfit);
        }
    }

    private static JsonNode root(Path file) throws IOException {
        JsonNode root = MAPPER.readTree(file.toFile());
        if (root.path("format").asInt() != FORMAT) {
            throw new RouterException(
                    file
                            + " is not a quality prior of format "
                            + FORMAT
                            + "; make it anew with `fogline learn`");
        }
        return root;
    }

    /// The same without drafts.
    public static void write(Path file, QualityModel model, String note) throws IOException {
        write(file, model, List.of(), note);
    }

    /// @param drafts of the models that may draft
    /// @param note how it was fitted, for readers
    /// @throws IOException if it cannot be written
    public static void write(Path file, QualityModel model, List<LearntDrafts> drafts, String note)
            throws IOException {
        ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT).put("note", note);
        ObjectNode accuracy = root.putObject("accuracy");
        for (String name : model.models()) {
            accuracy.put(name, model.base(name));
        }
        if (!model.revisions().isEmpty()) {
            ObjectNode revisions = root.putObject(REVISIONS);
            model.revisions().forEach(revisions::put);
        }
        if (!drafts.isEmpty()) {
            ArrayNode learnt = root.putArray(DRAFTS);
            drafts.forEach(one -> learnt.add(DraftJson.of(one)));
        }
        root.put("fit", packed(QualityBytes.of(model)));
        Files.writeString(file, root + "\n");
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (InputStream inflater = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = inflater.readNBytes(MOST_BYTES);
            if (inflater.read() >= 0) {
                throw new IOException("its fit is longer than " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }
}
