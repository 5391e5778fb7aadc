package dev.fogline.backend.openai;

import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Classifies what a server answers instead of an answer.
///
/// The provider's own sentence goes on only where the client can act on it; everywhere else it may
/// hold what is the operator's business.
final class Faults {

    /// Enough for every sentence seen; more is a page or a dump.
    private static final int MOST_MESSAGE_CHARACTERS = 500;

    private Faults() {}

    /// An answer with a status other than 2xx.
    static Fault of(int status, ErrorBody body, Optional<Duration> retryAfter) {
        FaultKind kind = kind(status, body);
        return new Fault(kind, message(kind, status, body), retryAfter);
    }

    /// An error in the midst of a stream that began with 200.
    static Fault inStream(ErrorBody body) {
        return of(body.status().orElse(impliedStatus(body)), body, Optional.empty());
    }

    private static FaultKind kind(int status, ErrorBody body) {
        return switch (status) {
            case 400, 422 -> wrongRequest(body);
            case 401, 403 -> refused(body);
            case 404 -> FaultKind.UNKNOWN_MODEL;
            case 408 -> FaultKind.TIMEOUT;
            case 413 -> FaultKind.CONTEXT_EXCEEDED;
            case 429 -> FaultKind.OVERLOADED;
            case 501 -> FaultKind.UNSUPPORTED;
            default -> status >= 400 && status < 500 ? wrongRequest(body) : FaultKind.UNAVAILABLE;
        };
    }

    private static FaultKind wrongRequest(ErrorBody body) {
        if (body.says("context_length", "exceed_context_size") || tellsOfContext(body)) {
            return FaultKind.CONTEXT_EXCEEDED;
        }
        if (body.says("content_policy", "content_filter")) {
            return FaultKind.CONTENT_REFUSED;
        }
        return body.says("model_not_found") ? FaultKind.UNKNOWN_MODEL : FaultKind.INVALID_REQUEST;
    }

    /// Some providers refuse a text with 403.
    private static FaultKind refused(ErrorBody body) {
        return body.says("content_policy", "content_filter")
                ? FaultKind.CONTENT_REFUSED
                : FaultKind.UNAUTHORIZED;
    }

    /// vLLM gives no code, only "This model's maximum context length is … tokens."
    private static boolean tellsOfContext(ErrorBody body) {
        return body.message().toLowerCase(Locale.ROOT).contains("maximum context length");
    }

    private static int impliedStatus(ErrorBody body) {
        if (body.says("rate_limit", "overloaded", "insufficient_quota")) {
            return 429;
        }
        return body.says("invalid_request", "context_length", "exceed_context_size", "content_")
                ? 400
                : 500;
    }

    private static String message(FaultKind kind, int status, ErrorBody body) {
        return switch (kind) {
            case INVALID_REQUEST, CONTEXT_EXCEEDED, CONTENT_REFUSED ->
                    body.message().isBlank()
                            ? "the server refused the request with status " + status
                            : bounded(body.message());
            case UNAUTHORIZED -> "the server refused the backend's key with status " + status;
            case UNKNOWN_MODEL -> "the server knows no such model or path, status " + status;
            case OVERLOADED -> "the server has too much load, status " + status;
            case BUDGET_SPENT -> "the budget at the server is spent, status " + status;
            case TIMEOUT -> "the server timed out, status " + status;
            case UNAVAILABLE ->
                    status >= 300 && status < 400
                            ? "the server redirects, which is not followed, status " + status
                            : "the server failed with status " + status;
            case UNSUPPORTED -> "the server does not do that, status " + status;
            case BROKEN_STREAM, INTERNAL -> "the server failed, status " + status;
        };
    }

    private static String bounded(String message) {
        String line = message.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MOST_MESSAGE_CHARACTERS
                ? line
                : line.substring(0, MOST_MESSAGE_CHARACTERS) + "…";
    }
}
