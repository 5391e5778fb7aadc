package dev.fogline.edge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiErrorTest {

    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, 400, ''",
        "UNKNOWN_MODEL, 404, model_not_found",
        "CONTEXT_EXCEEDED, 400, context_length_exceeded",
        "CONTENT_REFUSED, 400, content_policy_violation",
        "UNSUPPORTED, 400, unsupported",
        "UNAUTHORIZED, 502, upstream_unauthorized",
        "OVERLOADED, 429, overloaded",
        "BUDGET_SPENT, 429, insufficient_quota",
        "UNAVAILABLE, 503, unavailable",
        "TIMEOUT, 504, timeout",
        "BROKEN_STREAM, 502, broken_stream",
        "INTERNAL, 500, internal"
    })
    void everyFaultHasItsStatus(FaultKind kind, int status, String code) {
        ApiError error = ApiError.of(Fault.of(kind, "why"));

        assertThat(error.status()).isEqualTo(status);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).isEqualTo("why");
    }

    /// OpenAI's SDKs keep a wait below a minute, and come back within seconds otherwise.
    @ParameterizedTest
    @CsvSource({
        "OVERLOADED, 59, BY_STATUS",
        "OVERLOADED, 60, USELESS",
        "UNAVAILABLE, 300, USELESS"
    })
    void declinesRetriesThatWouldComeTooEarly(FaultKind kind, int seconds, ApiError.Retry retry) {
        var fault = new Fault(kind, "why", Optional.of(Duration.ofSeconds(seconds)));

        assertThat(ApiError.of(fault).retry()).isEqualTo(retry);
    }

    @Test
    void passesOnWhenToComeBack() {
        var fault = new Fault(FaultKind.OVERLOADED, "why", Optional.of(Duration.ofSeconds(7)));

        assertThat(ApiError.of(fault).retryAfter()).hasValue(Duration.ofSeconds(7));
    }
}
