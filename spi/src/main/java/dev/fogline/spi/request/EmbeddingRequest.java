package dev.fogline.spi.request;

import java.time.Duration;
import java.util.List;

/// Texts of one client that are to become vectors.
///
/// @param id unique in this node
/// @param model what the client asked for: a model's name, `backend/model`, or the alias for the
///   only one that embeds. Vectors of different models cannot be compared, so nobody chooses here
/// @param texts at least one, none of them empty
/// @param timeout time from arrival until the last vector, positive
/// @param tenant who pays; `local` on a device of one user
/// @param dataClass whether the texts may leave the device
public record EmbeddingRequest(
        String id,
        String model,
        List<String> texts,
        Duration timeout,
        String tenant,
        DataClass dataClass) {

    public EmbeddingRequest {
        texts = List.copyOf(texts);
        if (id.isBlank() || model.isBlank() || tenant.isBlank()) {
            throw new IllegalArgumentException("id, model and tenant must not be blank");
        }
        if (texts.isEmpty() || texts.contains("")) {
            throw new IllegalArgumentException("texts must not be empty");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout " + timeout + " is not positive");
        }
    }

    /// The same texts in another data class.
    public EmbeddingRequest of(DataClass other) {
        return other == dataClass
                ? this
                : new EmbeddingRequest(id, model, texts, timeout, tenant, other);
    }

    /// Public texts with a minute of time, for tests and tools.
    public static EmbeddingRequest of(String id, String model, String... texts) {
        return new EmbeddingRequest(
                id, model, List.of(texts), Duration.ofMinutes(1), "local", DataClass.PUBLIC);
    }
}
