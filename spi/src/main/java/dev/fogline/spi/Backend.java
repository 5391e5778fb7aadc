package dev.fogline.spi;

import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import java.util.List;
import java.util.OptionalInt;

/// Runs models: in this process, beside it, or somewhere else.
///
/// Answers: *what can you serve, how are you, what comes after this text, and where does it lie
/// among others?* It neither chooses nor retries; one call is one attempt.
///
/// **Called** concurrently from many virtual threads. **Blocking**: [#generate] returns when the
/// answer has ended. **Interruptible**: an interrupt ends the generation, and what it holds, within
/// one token. Anything thrown but what is declared counts as [FaultKind#INTERNAL].
public interface Backend extends AutoCloseable {

    /// What is served now, in the order of preference; may change while the backend lives, may be
    /// empty.
    ///
    /// Called for every request: answers at once, from what is known, without IO.
    List<ServedModel> models();

    /// The last known state of a model; answers at once, without IO.
    ///
    /// @param model a name out of [#models]; for any other the state is [NodeState.Readiness#DOWN]
    NodeState state(String model);

    /// Generates an answer and puts it into the sink, piece by piece as it arises.
    ///
    /// The owner of a resource admits at call time: whatever [#state] said, this may end in
    /// [FaultKind#OVERLOADED].
    ///
    /// @param request what to answer; its `model` is the client's word for it
    /// @param model which model to run, a name out of [#models]
    /// @return how it ended; every piece has been put into the sink before
    /// @throws BackendException with the classified fault; pieces may have been put into the sink
    ///   before
    /// @throws InterruptedException if the calling thread was interrupted; nothing runs on
    /// @throws TokenSink.SinkClosedException passed on from the sink; nothing runs on
    Answer generate(InferenceRequest request, String model, TokenSink sink)
            throws BackendException, InterruptedException;

    /// Turns texts into vectors, all of them or none; blocking and interruptible as [#generate] is.
    ///
    /// @param request whose texts; its `model` is the client's word for it
    /// @param model which model to run, a name out of [#models]
    /// @throws BackendException with the classified fault; where a text is longer than the model
    ///   takes, the message names both numbers. [FaultKind#UNSUPPORTED] if the model does not have
    ///   the ability [dev.fogline.spi.request.Ability#EMBEDDINGS]
    /// @throws InterruptedException if the calling thread was interrupted; nothing runs on
    default Embeddings embed(EmbeddingRequest request, String model)
            throws BackendException, InterruptedException {
        throw BackendException.of(FaultKind.UNSUPPORTED, "this backend does not embed texts");
    }

    /// Makes a model ready that would have to be loaded first; blocking and interruptible as
    /// [#generate] is. Called when requests are answered elsewhere meanwhile, so it must not take
    /// from those that run here; whoever has nothing to prepare returns at once.
    ///
    /// @param model a name out of [#models]
    /// @throws BackendException if it cannot be made ready; nobody is told
    /// @throws InterruptedException if the calling thread was interrupted
    default void warm(String model) throws BackendException, InterruptedException {}

    /// The number of prompt tokens this input makes in a model, template included; empty if the
    /// backend cannot tell without asking somebody.
    default OptionalInt countTokens(Input input, String model) {
        return OptionalInt.empty();
    }

    /// Ends running generations and frees what is held; calls afterwards fail as unavailable.
    /// Called once.
    @Override
    default void close() {}
}
