package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;

/// A grade for an answer, as a client sends it.
///
/// @param decisionId of the answer, from its header `x-fogline-decision-id`
/// @param grade in [0, 1]: 1 for a good answer, 0 for a bad one
public record Feedback(String decisionId, double grade) {

    private static final String ID = "decision_id";
    private static final String GRADE = "grade";

    /// Of a body such as `{"decision_id": "…", "grade": "good"}`. A comment and whatever else it
    /// holds is not looked at.
    ///
    /// @throws ApiException naming the field that is wrong
    public static Feedback of(JsonNode body) {
        Fields fields = Fields.of("", body);
        return new Feedback(fields.requiredText(ID), grade(fields));
    }

    private static double grade(Fields fields) {
        JsonNode grade = fields.required(GRADE);
        if (grade.isNumber() && grade.doubleValue() >= 0 && grade.doubleValue() <= 1) {
            return grade.doubleValue();
        }
        return switch (grade.isBoolean() ? grade.asText() : grade.textValue()) {
            case "good", "true" -> 1;
            case "bad", "false" -> 0;
            case null, default ->
                    throw fields.wrong(GRADE, "must be a number from 0 to 1, \"good\" or \"bad\"");
        };
    }
}
