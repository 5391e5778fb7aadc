package dev.fogline.router;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.Observation.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A request in a journal that taught its node something.
///
/// @param id of its decision
/// @param estimatorSequence observations the estimator had learnt from when it was decided, ≥ 0
/// @param measured what it taught
public record Lesson(String id, long estimatorSequence, Measured measured) {

    /// All of a journal, in the order they were learnt from. Private requests leave no line.
    ///
    /// @param dataDir of the node; it may be running still, or have ended
    /// @throws RouterException if the journal cannot be read
    public static List<Lesson> read(Path dataDir) {
        var all = new ArrayList<Lesson>();
        try {
            JournalFile.read(dataDir, Journal.NAME, line -> of(line).ifPresent(all::add));
        } catch (IOException failed) {
            throw new RouterException("cannot read the journal: " + failed.getMessage(), failed);
        }
        return List.copyOf(all);
    }

    private static Optional<Lesson> of(JsonNode line) {
        return ObservationJson.read(line)
                .filter(Measured.class::isInstance)
                .map(Measured.class::cast)
                .map(
                        measured ->
                                new Lesson(
                                        line.path("id").asText(),
                                        line.path("decision").path("estimator_sequence").asLong(),
                                        measured));
    }
}
