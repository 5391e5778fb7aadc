package dev.fogline.backend.llamacpp.engine;

import dev.fogline.spi.answer.Chunk;

/// What a generation sends: pieces, then its ending.
public sealed interface Event permits Event.Piece, Ending {

    /// More of the answer.
    record Piece(Chunk chunk) implements Event {}
}
