package dev.fogline.router;

import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;

/// The client's side of an answer, as the door implements it.
///
/// **Called** by one thread at a time, the request's or, of two options asked beside one another,
/// the one that answers: [#decided] once, then [#whenGone] once; [#begin] at most once, when the
/// first chunk with content is there and it is thus certain who answers; then [#accept] for every
/// chunk, that first one included, and [#goesOn] whenever somebody else goes on with the answer. An
/// answer without any content begins when it ends. A request that fails before begins never.
public interface ClientSink {

    /// What was decided; called once, before anything is tried.
    ///
    /// @param decision why somebody is asked, and who else could be
    default void decided(Decision decision) {}

    /// Whether the answer is another request's; called once before [#begin], and never where the
    /// request shares nothing.
    default void cached(CacheStatus status) {}

    /// Whom to tell when the client leaves while nothing is written to it, so that a generation
    /// ends which it would pay for; called once, before anything is tried.
    ///
    /// @param notice returns at once; to be called on any thread, no matter how often, also after
    ///   the answer has ended
    default void whenGone(Runnable notice) {}

    /// The moment to send headers.
    ///
    /// @param option who answers, with what was predicted
    /// @throws SinkClosedException if the client is gone
    void begin(Option.Single option);

    /// The answer broke off, and another option goes on with it; called before its first piece.
    ///
    /// @param option who answers from now on
    /// @throws SinkClosedException if the client is gone
    default void goesOn(Option.Single option) {}

    /// The next piece.
    ///
    /// @throws SinkClosedException if the client is gone
    void accept(Chunk chunk);
}
