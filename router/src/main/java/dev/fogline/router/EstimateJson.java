package dev.fogline.router;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.request.Spread;
import java.io.IOException;
import java.util.List;

/// Writes predicted figures as fields, and how they arise.
final class EstimateJson {

    private EstimateJson() {}

    /// An estimate as a field.
    static void write(JsonGenerator out, String field, Estimate estimate) throws IOException {
        out.writeObjectFieldStart(field);
        write(out, "first_token_millis", estimate.firstTokenMillis());
        write(out, "total_millis", estimate.totalMillis());
        write(out, "cost_usd", estimate.costUsd());
        write(out, "energy_joules", estimate.energyJoules());
        out.writeNumberField("quality", estimate.quality());
        out.writeEndObject();
    }

    /// The 5th percentile, the median and the 95th percentile.
    static void write(JsonGenerator out, String field, Spread spread) throws IOException {
        out.writeObjectFieldStart(field);
        out.writeNumberField("p05", spread.p05());
        out.writeNumberField("median", spread.median());
        out.writeNumberField("p95", spread.p95());
        out.writeEndObject();
    }

    /// How figures arise: a tree of terms.
    static void write(JsonGenerator out, String field, List<Explanation> terms) throws IOException {
        out.writeArrayFieldStart(field);
        for (Explanation term : terms) {
            out.writeStartObject();
            out.writeStringField("term", term.term());
            out.writeNumberField("value", term.value());
            out.writeStringField("unit", term.unit());
            out.writeStringField("source", term.source());
            if (!term.from().isEmpty()) {
                write(out, "from", term.from());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
