package dev.fogline.router;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fogline.cost.Money;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Usage;
import java.io.IOException;

/// Writes what was predicted of an attempt and what became of it.
final class AttemptJson {

    private AttemptJson() {}

    /// The fields of an attempt, into an object that is open.
    static void write(JsonGenerator out, Attempt attempt) throws IOException {
        Option.Single option = attempt.option();
        out.writeStringField("candidate", option.candidate().key());
        EstimateJson.write(out, "predicted", option.estimate());
        out.writeBooleanField("served", attempt instanceof Attempt.Served);
        switch (attempt) {
            case Attempt.Served served -> {
                out.writeStringField("finish_reason", JsonText.word(served.answer().finish()));
                write(out, served);
            }
            case Attempt.Failed failed -> {
                out.writeStringField("fault", JsonText.word(failed.fault().kind()));
                out.writeStringField("message", failed.fault().message());
                out.writeNumberField("elapsed_millis", failed.elapsedMillis());
                out.writeNumberField("chunks_sent", failed.chunksSent());
            }
            case Attempt.HandedOver draft -> {
                out.writeBooleanField("handed_over", true);
                out.writeNumberField("quality", draft.quality());
                out.writeNumberField("tokens", draft.tokens());
                out.writeNumberField("elapsed_millis", draft.elapsedMillis());
            }
            case Attempt.Cancelled cancelled -> {
                out.writeBooleanField("cancelled", true);
                out.writeNumberField("elapsed_millis", cancelled.elapsedMillis());
                out.writeNumberField("chunks_sent", cancelled.chunksSent());
            }
        }
    }

    /// What an attempt that served really took.
    private static void write(JsonGenerator out, Attempt.Served served) throws IOException {
        Usage usage = served.answer().usage();
        var prices = served.option().candidate().model().prices();
        out.writeObjectFieldStart("measured");
        out.writeNumberField("first_token_millis", served.timings().firstTokenMillis());
        out.writeNumberField("total_millis", served.timings().totalMillis());
        out.writeNumberField("cost_usd", Money.usd(prices, usage));
        write(out, usage);
        out.writeEndObject();
    }

    /// Tokens, as a field.
    static void write(JsonGenerator out, Usage usage) throws IOException {
        out.writeObjectFieldStart("usage");
        out.writeNumberField("prompt_tokens", usage.promptTokens());
        out.writeNumberField("cached_prompt_tokens", usage.cachedPromptTokens());
        if (usage.cacheWrittenPromptTokens() > 0) {
            out.writeNumberField("cache_written_prompt_tokens", usage.cacheWrittenPromptTokens());
        }
        out.writeNumberField("output_tokens", usage.outputTokens());
        out.writeNumberField("reasoning_tokens", usage.reasoningTokens());
        out.writeStringField("origin", JsonText.word(usage.origin()));
        out.writeEndObject();
    }
}
