package dev.fogline.backend.openai;

import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;

/// The words servers use for the end of an answer.
final class FinishReasons {

    private FinishReasons() {}

    /// Beyond OpenAI's own words, those of servers that pass on what their models' makers say. A
    /// word nobody knows may stand for a truncated answer (`error`, `abort`), so it is no success.
    static FinishReason of(String word) throws BackendException {
        return switch (word) {
            case "stop", "eos", "eos_token", "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "length", "max_tokens" -> FinishReason.LENGTH;
            case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_CALLS;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default ->
                    throw BackendException.of(
                            FaultKind.BROKEN_STREAM,
                            "the server ended the answer for a reason that is no proper end");
        };
    }
}
