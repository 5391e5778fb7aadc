package dev.fogline.edge.door;

import dev.fogline.router.CacheStatus;
import dev.fogline.router.ClientSink;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Chunk;

/// A sink whose client is watched while nothing is written to it.
record Attended(ClientSink sink, ReadAhead connection, Line line) implements ClientSink {

    @Override
    public void decided(Decision decision) {
        sink.decided(decision);
    }

    @Override
    public void cached(CacheStatus status) {
        sink.cached(status);
    }

    @Override
    public void whenGone(Runnable notice) {
        connection.whenGone(line, notice);
    }

    @Override
    public void begin(Option.Single option) {
        sink.begin(option);
    }

    @Override
    public void goesOn(Option.Single option) {
        sink.goesOn(option);
    }

    @Override
    public void accept(Chunk chunk) {
        sink.accept(chunk);
    }
}
