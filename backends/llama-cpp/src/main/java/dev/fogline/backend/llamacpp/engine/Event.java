package dev.fogline.backend.llamacpp.engine;

import dev.fogline.spi.answer.Chunk;

/// What a generation sends: pieces, then its ending.
sealed interface Event permits Event.Piece, Ending {

    record Piece(Chunk chunk) implements Event {}
}
