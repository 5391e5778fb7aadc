package dev.fogline.edge.openai;

import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.request.EmbeddingRequest;
import java.util.OptionalInt;

/// A parsed request for vectors with what only the door needs to know.
///
/// @param encoding how the client wants the vectors
/// @param dimensions the client expects; empty if it takes what comes
public record AskedEmbeddings(EmbeddingRequest request, Encoding encoding, OptionalInt dimensions) {

    /// How a vector is written.
    public enum Encoding {
        /// As a list of numbers.
        FLOAT,
        /// As base64 of 32-bit floats, little-endian.
        BASE64
    }

    /// @throws ApiException if the client expects vectors of another size: nothing here is cut off,
    ///   as most models' vectors are worth nothing then
    public void check(Embeddings embeddings) {
        if (dimensions.isPresent() && dimensions.getAsInt() != embeddings.dimensions()) {
            throw ApiException.invalid(
                    "dimensions",
                    "dimensions must be left out or "
                            + embeddings.dimensions()
                            + ", as many as the model's vectors have");
        }
    }
}
