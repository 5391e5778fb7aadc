package dev.fogline.router;

import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;

/// The client's side of an answer, as the door implements it.
///
/// **Called** on the request's thread: [#decided] once; [#begin] at most once, when the first chunk
/// with content is there and it is thus certain who answers; then [#accept] for every chunk, that
/// first one included. An answer without any content begins when it ends. A request that fails
/// before begins never.
public interface ClientSink {

    /// What was decided; called once, before anything is tried.
    ///
    /// @param decision why somebody is asked, and who else could be
    default void decided(Decision decision) {}

    /// The moment to send headers.
    ///
    /// @param option who answers, with what was predicted
    /// @throws SinkClosedException if the client is gone
    void begin(Option.Single option);

    /// The next piece.
    ///
    /// @throws SinkClosedException if the client is gone
    void accept(Chunk chunk);
}
