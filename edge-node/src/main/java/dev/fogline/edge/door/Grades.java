package dev.fogline.edge.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fogline.edge.openai.ApiError;
import dev.fogline.edge.openai.ApiException;
import dev.fogline.edge.openai.Feedback;
import dev.fogline.router.Router;
import dev.fogline.router.Verdict;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;

/// The endpoint that takes grades of answers.
final class Grades {

    private static final String INVALID = "invalid_request_error";

    private final Router router;
    private final Exchange exchange;
    private final Arrivals arrivals;

    Grades(Router router, Exchange exchange, Arrivals arrivals) {
        this.router = router;
        this.exchange = exchange;
        this.arrivals = arrivals;
    }

    void grade(ServerRequest request, ServerResponse response) throws IOException {
        Feedback feedback = arrivals.read(request, (body, envelope) -> Feedback.of(body));
        String id = feedback.decisionId();
        switch (verdict(Caller.of(request), id, feedback.grade())) {
            case TAKEN ->
                    exchange.send(
                            response,
                            200,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("object", "feedback")
                                    .put("decision_id", id)
                                    .put("grade", feedback.grade()));
            case UNKNOWN ->
                    throw refused(
                            404,
                            "no decision '"
                                    + id
                                    + "' is remembered: it is unknown, or too old (limits.remembered-decisions)",
                            "decision_not_found");
            case NOTHING_TO_GRADE ->
                    throw refused(
                            409,
                            "decision '" + id + "' has no answer that one model alone gave",
                            "nothing_to_grade");
            case GRADED_BEFORE ->
                    throw refused(
                            409,
                            "decision '" + id + "' was graded before; the first grade holds",
                            "already_graded");
            case BUSY ->
                    throw new ApiException(
                            ApiError.unavailable("the journal is full; try again in a moment"));
        }
    }

    /// Nobody grades, or finds out about, what another asked.
    private Verdict verdict(Caller caller, String id, double grade) {
        return router.decision(id).filter(found -> !caller.sees(found.tenant())).isPresent()
                ? Verdict.UNKNOWN
                : router.grade(id, grade);
    }

    private static ApiException refused(int status, String message, String code) {
        return new ApiException(ApiError.useless(status, INVALID, message, "decision_id", code));
    }
}
