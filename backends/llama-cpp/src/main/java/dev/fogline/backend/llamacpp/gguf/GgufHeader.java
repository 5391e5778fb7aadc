package dev.fogline.backend.llamacpp.gguf;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// What a GGUF file says of itself, checked against its own length.
///
/// @param architecture such as `llama`
/// @param name as its maker named it; the file's name where there is none
/// @param blocks layers, 1 to [GgufReader#MAX_BLOCKS]
/// @param contextTokens it was trained on; empty if not said
/// @param parameters weights in this file, ≥ 0
/// @param quantisation the type that most of these weights have, such as `Q8_0`
/// @param licence as its maker wrote it; empty if not said
/// @param chatTemplate a Jinja program; empty if there is none
/// @param shape what its memory and speed follow from
/// @param purpose what it was made for
public record GgufHeader(
        String architecture,
        String name,
        int blocks,
        OptionalInt contextTokens,
        long parameters,
        String quantisation,
        Optional<String> licence,
        Optional<String> chatTemplate,
        Shape shape,
        Purpose purpose) {

    /// Reads the head of a file; the cost grows with the vocabulary (a few megabytes), not with the
    /// weights.
    ///
    /// @throws GgufException if it is missing, not readable, damaged, cut off, or would make the
    ///   native library abort
    public static GgufHeader read(Path file) {
        return GgufReader.read(file);
    }
}
