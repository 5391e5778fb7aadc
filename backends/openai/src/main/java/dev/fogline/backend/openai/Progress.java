package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Input;
import java.util.Optional;

/// How far one answer has come: passes its pieces to the sink and remembers what only the end
/// tells.
///
/// Not thread-safe; lives as long as one attempt.
final class Progress {

    private final Input input;
    private final TokenSink sink;
    private String servedModel;
    private Optional<FinishReason> finish = Optional.empty();
    private Optional<Usage> usage = Optional.empty();
    private boolean complete;
    private int chunks;
    private int characters;

    /// @param model stated as the served one until the server names another
    Progress(Input input, String model, TokenSink sink) {
        this.input = input;
        this.servedModel = model;
        this.sink = sink;
    }

    /// Takes one event of a stream, or a whole answer.
    ///
    /// @throws BackendException if it carries an error
    void accept(JsonNode event, String apiKey) throws BackendException {
        if (ErrorBody.isError(event)) {
            throw new BackendException(Faults.inStream(ErrorBody.of(event).hiding(apiKey)));
        }
        String model = Json.text(event, "model");
        if (!model.isBlank()) {
            servedModel = model;
        }
        JsonNode choice = event.path("choices").path(0);
        put(Pieces.of(choice));
        String reason = Json.text(choice, "finish_reason");
        if (!reason.isEmpty()) {
            finish = Optional.of(FinishReasons.of(reason));
        }
        Optional<Usage> counted = Usages.counted(event.path("usage"));
        if (counted.isPresent()) {
            usage = counted;
            complete = finish.isPresent();
        }
    }

    /// Whether the finish reason came: the text is whole.
    boolean finished() {
        return finish.isPresent();
    }

    /// Whether nothing is missing: usage came together with the finish reason, or after it.
    boolean complete() {
        return complete;
    }

    /// @throws BackendException if the answer never finished
    Answer end() throws BackendException {
        FinishReason reason =
                finish.orElseThrow(
                        () ->
                                BackendException.of(
                                        FaultKind.BROKEN_STREAM,
                                        "the answer ended without a finish reason"));
        return new Answer(
                reason,
                usage.orElseGet(() -> Usages.estimated(input, chunks, characters)),
                servedModel);
    }

    private void put(Chunk chunk) {
        if (chunk.hasContent()) {
            chunks++;
            characters += chunk.characters();
        } else if (chunk.probabilities().isEmpty()) {
            return;
        }
        sink.accept(chunk);
    }
}
