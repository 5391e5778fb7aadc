package dev.fogline.backend.llamacpp.worker;

import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Event;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Load;
import dev.fogline.backend.llamacpp.engine.Profile;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.spi.answer.Fault;
import java.util.List;

/// What crosses the border between a node and its worker. `id` is the node's number of a call.
sealed interface Frame {

    /// From the node.
    sealed interface Order extends Frame {}

    /// From the worker.
    sealed interface Report extends Frame {}

    /// The first order, and the only one of its kind: load this.
    record Open(EngineOptions options) implements Order {}

    /// Generate; answered by [Sent], the last of which carries an ending.
    record Generate(long id, Generation generation) implements Order {}

    /// Turn texts into vectors; answered by one [Sent] that carries an ending.
    record Embed(long id, List<Prompt> texts) implements Order {
        public Embed {
            texts = List.copyOf(texts);
        }
    }

    /// End a generation or an embedding.
    record Cancel(long id) implements Order {}

    /// Count tokens; answered by [Counted], or [Sent] with a fault.
    record Count(long id, Prompt prompt) implements Order {}

    /// The model is loaded.
    record Opened(Profile profile) implements Report {}

    /// The model cannot be loaded, and trying again would not help.
    record Refused(String why) implements Report {}

    /// The model cannot be loaded for want of memory; there may be more of it another time.
    record Starved(String why) implements Report {}

    /// An event of a generation.
    record Sent(long id, Event event) implements Report {}

    /// A call could not be begun.
    record Denied(long id, Fault fault) implements Report {}

    /// How many tokens there are.
    record Counted(long id, int tokens) implements Report {}

    /// How busy the engine is; sent several times a second, also while nothing runs, and when
    /// prompts came or were read.
    record Pulse(Load load) implements Report {}
}
