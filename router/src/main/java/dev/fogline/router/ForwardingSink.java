package dev.fogline.router;

import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Chunk;

/// A client behind whoever is between: all of it goes on to the client, but for what an
/// implementation does otherwise. Called as any [ClientSink].
public interface ForwardingSink extends ClientSink {

    /// The client.
    ClientSink client();

    @Override
    default void decided(Decision decision) {
        client().decided(decision);
    }

    @Override
    default void cached(CacheStatus status) {
        client().cached(status);
    }

    @Override
    default void whenGone(Runnable notice) {
        client().whenGone(notice);
    }

    @Override
    default void begin(Option.Single option) {
        client().begin(option);
    }

    @Override
    default void goesOn(Option.Single option) {
        client().goesOn(option);
    }

    @Override
    default void accept(Chunk chunk) {
        client().accept(chunk);
    }
}
