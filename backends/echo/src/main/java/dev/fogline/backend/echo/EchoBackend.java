package dev.fogline.backend.echo;

import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.InferenceRequest;
import java.util.List;
import java.util.Set;

/// Says back what the user said, word by word; a word counts as a token.
record EchoBackend(Ticker ticker) implements Backend {

    private static final ServedModel ECHO =
            new ServedModel(
                    "echo", ServedModel.UNKNOWN_CONTEXT, Set.of(Ability.CHAT, Ability.COMPLETION));

    @Override
    public List<ServedModel> models() {
        return List.of(ECHO);
    }

    @Override
    public NodeState state(String model) {
        return model.equals("echo")
                ? NodeState.ready(ticker.nanos())
                : NodeState.down(ticker.nanos());
    }

    @Override
    public Answer generate(InferenceRequest request, String model, TokenSink sink)
            throws BackendException, InterruptedException {
        if (!model.equals("echo")) {
            throw BackendException.of(FaultKind.UNKNOWN_MODEL, "there is only 'echo' here");
        }
        String[] words = request.input().texts().getLast().strip().split("(?=\\s)");
        for (String word : words) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the client left");
            }
            sink.accept(Chunk.of(word));
        }
        return new Answer(FinishReason.STOP, Usage.counted(words.length, words.length), "echo");
    }
}
