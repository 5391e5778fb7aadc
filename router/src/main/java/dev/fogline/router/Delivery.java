package dev.fogline.router;

import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.OutputFormat;
import java.util.Optional;

/// What a client was given of one answer, whoever gave it, and what there is still to ask for.
///
/// Used by one thread at a time: by attempts one after the other, or by the one of two that
/// answers.
final class Delivery {

    private final Task task;
    private final StringBuilder text = new StringBuilder();
    private boolean begun;
    private boolean textOnly = true;
    private int pieces;

    Delivery(Task task) {
        this.task = task;
    }

    /// Somebody answers, or goes on with what another began.
    void begin(Option.Single option) {
        if (begun) {
            task.client().goesOn(option);
        } else {
            begun = true;
            task.client().begin(option);
        }
    }

    void accept(Chunk chunk) {
        task.client().accept(chunk);
        if (task.conduct().onCut() == Conduct.OnCut.RESUME && chunk.hasContent()) {
            pieces++;
            text.append(chunk.text());
            textOnly &= chunk.reasoning().isEmpty() && chunk.toolCalls().isEmpty();
        }
    }

    /// What to ask for after a cut; empty if another model cannot go on from what the client has:
    /// within thinking, tool calls or a format, or where nothing more was allowed to come. A piece
    /// counts as a token.
    Optional<InferenceRequest> rest() {
        InferenceRequest request = task.request();
        int left =
                request.maxOutputTokens() == InferenceRequest.UNBOUNDED_OUTPUT
                        ? InferenceRequest.UNBOUNDED_OUTPUT
                        : request.maxOutputTokens() - pieces;
        if (task.conduct().onCut() != Conduct.OnCut.RESUME
                || !textOnly
                || text.isEmpty()
                || left < 1
                || !(request.format() instanceof OutputFormat.Text)) {
            return Optional.empty();
        }
        return begun(request.input()).map(input -> request.with(input, left));
    }

    private Optional<Input> begun(Input input) {
        return switch (input) {
            case Input.Completion(String prompt) ->
                    Optional.of(new Input.Completion(prompt + text));
            case Input.Begun(Input.Chat chat, String beginning) ->
                    Optional.of(new Input.Begun(chat, beginning + text));
            case Input.Chat chat ->
                    chat.tools().isEmpty()
                            ? Optional.of(new Input.Begun(chat, text.toString()))
                            : Optional.empty();
        };
    }
}
