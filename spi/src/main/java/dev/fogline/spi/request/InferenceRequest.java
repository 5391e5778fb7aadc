package dev.fogline.spi.request;

import java.time.Duration;
import java.util.List;

/// One question of one client, as it reached the door; nothing is ever written back into it.
///
/// @param id unique in this node; also names the decision
/// @param model what the client asked for: a model's name, `backend/model`, or the alias for "you
///   choose"
/// @param input the text to answer or continue
/// @param sampling how tokens are drawn
/// @param format what the output must look like
/// @param maxOutputTokens upper bound of generated tokens, ≥ 1; [#UNBOUNDED_OUTPUT] if the client
///   named none
/// @param timeout time from arrival until the last token, positive
/// @param tenant who pays; `local` on a device of one user
/// @param dataClass whether the text may leave the device
public record InferenceRequest(
        String id,
        String model,
        Input input,
        Sampling sampling,
        OutputFormat format,
        int maxOutputTokens,
        Duration timeout,
        String tenant,
        DataClass dataClass) {

    /// The client named no bound: the model's own limit and the context's end are the bounds.
    public static final int UNBOUNDED_OUTPUT = Integer.MAX_VALUE;

    public InferenceRequest {
        if (id.isBlank() || model.isBlank() || tenant.isBlank()) {
            throw new IllegalArgumentException("id, model and tenant must not be blank");
        }
        if (maxOutputTokens < 1) {
            throw new IllegalArgumentException(
                    "maxOutputTokens " + maxOutputTokens + " is below 1");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout " + timeout + " is not positive");
        }
    }

    /// The same request for another text.
    ///
    /// @param input in place of this one's
    /// @param maxOutputTokens in place of this one's, ≥ 1
    public InferenceRequest with(Input input, int maxOutputTokens) {
        return new InferenceRequest(
                id, model, input, sampling, format, maxOutputTokens, timeout, tenant, dataClass);
    }

    /// The same request, with token probabilities reported.
    ///
    /// @param alternatives at each place at least, 0 to 20
    public InferenceRequest reporting(int alternatives) {
        return new InferenceRequest(
                id,
                model,
                input,
                sampling.reporting(alternatives),
                format,
                maxOutputTokens,
                timeout,
                tenant,
                dataClass);
    }

    /// A plain request with defaults for everything but the text, for tests and tools.
    ///
    /// @return a public greedy chat of one user message, bounded to 256 tokens and one minute
    public static InferenceRequest chat(String id, String model, String userText) {
        return new InferenceRequest(
                id,
                model,
                Input.Chat.of(List.of(Message.user(userText))),
                Sampling.GREEDY,
                new OutputFormat.Text(),
                256,
                Duration.ofMinutes(1),
                "local",
                DataClass.PUBLIC);
    }
}
