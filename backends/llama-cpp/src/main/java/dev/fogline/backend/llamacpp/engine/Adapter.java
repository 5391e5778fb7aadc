package dev.fogline.backend.llamacpp.engine;

import java.nio.file.Path;

/// A low-rank change of a model's weights (LoRA).
///
/// @param file a GGUF adapter made for this model
/// @param scale how much of it is added; 1 for all, 0 for nothing
public record Adapter(Path file, float scale) {

    public Adapter {
        if (!Float.isFinite(scale)) {
            throw new IllegalArgumentException("scale " + scale + " is not finite");
        }
    }
}
