package dev.fogline.router;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.ModelProfile.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A line for every private request: why it was private, who was asked, and whether that left the
/// device. No text is in it, and nothing of what was found.
///
/// Thread-safe. A line is written before the request counts as ended; if that fails, it is told
/// once for each failure, and the answer stands.
final class AuditFile implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(AuditFile.class.getName());
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JournalFile file;

    private AuditFile(JournalFile file) {
        this.file = file;
    }

    /// @param maxBytes at which a file is set aside; one such file is kept
    /// @throws RouterException if the file cannot be written
    static AuditFile open(Path dir, long maxBytes) {
        return new AuditFile(JournalFile.open(dir, "audit", maxBytes));
    }

    synchronized void write(
            String id, long epochMillis, Classification classification, List<Attempt> attempts) {
        try {
            file.append(
                    List.of(
                            line(id, epochMillis, classification, attempts)
                                    .toString()
                                    .getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failed) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the audit file cannot be written: {0}",
                    failed.getMessage());
        }
    }

    private static ObjectNode line(
            String id, long epochMillis, Classification classification, List<Attempt> attempts) {
        ObjectNode line =
                JSON.objectNode()
                        .put("id", id)
                        .put("time", Instant.ofEpochMilli(epochMillis).toString())
                        .put("private_because", classification.because());
        ObjectNode found = line.putObject("found");
        classification.found().forEach(found::put);
        ArrayNode asked = line.putArray("asked");
        boolean left = false;
        for (Attempt attempt : attempts) {
            Candidate candidate = attempt.option().candidate();
            Tier tier = candidate.model().tier();
            left |= tier != Tier.DEVICE;
            asked.addObject().put("candidate", candidate.key()).put("tier", JsonText.word(tier));
        }
        return line.put("left_the_device", left);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException lost) {
            LOG.log(System.Logger.Level.WARNING, "the audit file: {0}", lost.getMessage());
        }
    }
}
