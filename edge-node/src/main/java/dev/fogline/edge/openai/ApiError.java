package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.answer.Fault;
import java.time.Duration;
import java.util.Optional;

/// An error as OpenAI clients know it.
///
/// @param status of HTTP
/// @param type the class of error
/// @param message one sentence for the client
/// @param param the field that is wrong; empty for none
/// @param code the error by name; empty for none
/// @param retryAfter when to come back
/// @param retry whether another try can help, which SDKs otherwise guess from the status
public record ApiError(
        int status,
        String type,
        String message,
        String param,
        String code,
        Optional<Duration> retryAfter,
        Retry retry) {

    private static final String INVALID = "invalid_request_error";

    /// From here on OpenAI's SDKs no longer keep a `Retry-After` and come back within seconds
    /// (openai-python `_calculate_retry_timeout`, openai-node `retryRequest`, 2026).
    private static final Duration NOT_KEPT = Duration.ofSeconds(60);

    /// What a client is told that is given no better advice, as short as a slot takes to come free.
    private static final Duration SOON = Duration.ofSeconds(1);

    /// Whether a client should try again.
    public enum Retry {
        /// As the status suggests.
        BY_STATUS,
        /// No: it would fail the same way, or come too early.
        USELESS
    }

    /// The request itself is wrong.
    ///
    /// @param param the field that is wrong; empty for the request as a whole
    public static ApiError invalid(String param, String message) {
        return useless(400, INVALID, message, param, "");
    }

    /// No further try can help.
    public static ApiError useless(
            int status, String type, String message, String param, String code) {
        return new ApiError(status, type, message, param, code, Optional.empty(), Retry.USELESS);
    }

    /// The node failed.
    public static ApiError failure(int status, String message, String code) {
        return new ApiError(
                status, "api_error", message, "", code, Optional.empty(), Retry.BY_STATUS);
    }

    /// The node is not there to answer now.
    public static ApiError unavailable(String message) {
        return soon(503, "service_unavailable", message, "unavailable", Optional.empty());
    }

    /// The client's address has sent too many requests.
    ///
    /// @param wait until the next one is let in
    public static ApiError tooMany(Duration wait) {
        return soon(
                429,
                "rate_limit_error",
                "too many requests from this address; see server.requests-per-minute",
                "rate_limit_exceeded",
                Optional.of(wait));
    }

    /// What a client is told of a fault in answering messages. Where it ends a request, whoever
    /// else could answer was asked and who deserved a second try had one: the client's own two
    /// retries would only repeat that. Unless it may help to wait, they are declined.
    public static ApiError of(Fault fault) {
        return of(fault, "messages");
    }

    /// What a client is told of a fault.
    ///
    /// @param textField the field that holds what may be too long
    public static ApiError of(Fault fault, String textField) {
        String message = fault.message();
        return switch (fault.kind()) {
            case INVALID_REQUEST -> invalid("", message);
            case UNKNOWN_MODEL -> useless(404, INVALID, message, "model", "model_not_found");
            case CONTEXT_EXCEEDED ->
                    useless(400, INVALID, message, textField, "context_length_exceeded");
            case CONTENT_REFUSED -> useless(400, INVALID, message, "", "content_policy_violation");
            case UNSUPPORTED -> useless(400, INVALID, message, "", "unsupported");
            case UNAUTHORIZED -> useless(502, "api_error", message, "", "upstream_unauthorized");
            case OVERLOADED ->
                    soon(429, "rate_limit_error", message, "overloaded", fault.retryAfter());
            case BUDGET_SPENT ->
                    new ApiError(
                            429,
                            "insufficient_quota",
                            message,
                            "",
                            "insufficient_quota",
                            fault.retryAfter(),
                            Retry.USELESS);
            case UNAVAILABLE ->
                    soon(503, "service_unavailable", message, "unavailable", fault.retryAfter());
            case TIMEOUT -> useless(504, "api_error", message, "", "timeout");
            case BROKEN_STREAM -> useless(502, "api_error", message, "", "broken_stream");
            case INTERNAL -> useless(500, "api_error", message, "", "internal");
        };
    }

    /// `{"error": {...}}`, every key there.
    public ObjectNode json() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error").put("message", message).put("type", type);
        putOrNull(error, "param", param);
        putOrNull(error, "code", code);
        return body;
    }

    private static void putOrNull(ObjectNode error, String key, String value) {
        if (value.isEmpty()) {
            error.putNull(key);
        } else {
            error.put(key, value);
        }
    }

    private static ApiError soon(
            int status, String type, String message, String code, Optional<Duration> retryAfter) {
        Duration wait = retryAfter.orElse(SOON);
        return new ApiError(
                status,
                type,
                message,
                "",
                code,
                Optional.of(wait),
                wait.compareTo(NOT_KEPT) < 0 ? Retry.BY_STATUS : Retry.USELESS);
    }
}
