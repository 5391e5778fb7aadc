package dev.fogline.router;

import dev.fogline.spi.answer.Chunk;

/// A client whose pieces are charged to its turn as they come.
record CountedSink(ClientSink client, Turn turn) implements ForwardingSink {

    @Override
    public void accept(Chunk chunk) {
        if (chunk.hasContent()) {
            turn.piece();
        }
        client.accept(chunk);
    }
}
