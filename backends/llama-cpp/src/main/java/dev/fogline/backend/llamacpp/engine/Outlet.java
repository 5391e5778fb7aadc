package dev.fogline.backend.llamacpp.engine;

/// Where the events of one generation go.
///
/// **Called** in order, mostly by the decode thread, which waits for it: it must not block for
/// long. The last event, and no other, is an [Ending].
@FunctionalInterface
public interface Outlet {

    /// Takes the next event.
    void put(Event event);
}
