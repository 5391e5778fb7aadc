package dev.fogline.router.pool;

import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.request.InferenceRequest;
import java.util.List;

/// Stands for a member that a plan still names and that has left the pool meanwhile: nobody answers
/// there.
///
/// @param name of the member
/// @param ticker the router's clock
public record GoneMember(String name, Ticker ticker) implements Backend {

    @Override
    public List<ServedModel> models() {
        return List.of();
    }

    @Override
    public NodeState state(String model) {
        return NodeState.down(ticker.nanos());
    }

    @Override
    public Answer generate(InferenceRequest request, String model, TokenSink sink)
            throws BackendException {
        throw BackendException.of(FaultKind.UNAVAILABLE, name + " has left the pool");
    }
}
