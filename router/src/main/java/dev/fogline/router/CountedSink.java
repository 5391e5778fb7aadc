package dev.fogline.router;

import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Chunk;

/// A client whose pieces are charged to its turn as they come.
record CountedSink(ClientSink client, Turn turn) implements ClientSink {

    @Override
    public void decided(Decision decision) {
        client.decided(decision);
    }

    @Override
    public void cached(CacheStatus status) {
        client.cached(status);
    }

    @Override
    public void whenGone(Runnable notice) {
        client.whenGone(notice);
    }

    @Override
    public void begin(Option.Single option) {
        client.begin(option);
    }

    @Override
    public void goesOn(Option.Single option) {
        client.goesOn(option);
    }

    @Override
    public void accept(Chunk chunk) {
        if (chunk.hasContent()) {
            turn.piece();
        }
        client.accept(chunk);
    }
}
