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
import dev.fogline.spi.request.Input;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Says back what the user said, word by word; a word counts as a token.
record EchoBackend(Ticker ticker) implements Backend {

    private static final String MODEL = "echo";

    @Override
    public List<ServedModel> models() {
        var abilities = Set.of(Ability.CHAT, Ability.COMPLETION);
        return List.of(new ServedModel(MODEL, ServedModel.UNKNOWN_CONTEXT, abilities));
    }

    @Override
    public NodeState state(String model) {
        long now = ticker.nanos();
        return model.equals(MODEL) ? NodeState.ready(now) : NodeState.down(now);
    }

    @Override
    public Answer generate(InferenceRequest request, String model, TokenSink sink)
            throws BackendException, InterruptedException {
        if (!model.equals(MODEL)) {
            throw BackendException.of(FaultKind.UNKNOWN_MODEL, "no model '" + model + "' here");
        }
        String[] words = words(request.input().texts().getLast());
        int sent = Math.min(words.length, request.maxOutputTokens());
        for (int i = 0; i < sent; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the client left");
            }
            sink.accept(Chunk.of(i == 0 ? words[i] : " " + words[i]));
        }
        var finish = sent < words.length ? FinishReason.LENGTH : FinishReason.STOP;
        return new Answer(finish, Usage.counted(promptTokens(request.input()), sent), MODEL);
    }

    @Override
    public OptionalInt countTokens(Input input, String model) {
        return OptionalInt.of(promptTokens(input));
    }

    @Override
    public void close() {}

    private static int promptTokens(Input input) {
        return input.texts().stream().mapToInt(text -> words(text).length).sum();
    }

    private static String[] words(String text) {
        return text.strip().split("\\s+");
    }
}
