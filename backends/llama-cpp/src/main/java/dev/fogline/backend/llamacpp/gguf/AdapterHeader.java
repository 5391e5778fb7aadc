package dev.fogline.backend.llamacpp.gguf;

import java.nio.file.Path;

/// What a GGUF file of a low-rank adapter (LoRA) says of itself, checked against its own length.
///
/// @param file where it lies
/// @param architecture of the models it is made for, such as `llama`
public record AdapterHeader(Path file, String architecture) {

    /// Reads the head of a file.
    ///
    /// @throws GgufException if it is missing, not readable, damaged, cut off, or no such adapter
    public static AdapterHeader read(Path file) {
        return new AdapterHeader(file, GgufReader.adapterArchitecture(file));
    }

    /// @throws GgufException if it is made for other models
    public void requireFor(String modelArchitecture) {
        if (!architecture.equals(modelArchitecture)) {
            throw new GgufException(
                    file,
                    "an adapter for "
                            + architecture
                            + " models, and the model's architecture is "
                            + modelArchitecture);
        }
    }
}
