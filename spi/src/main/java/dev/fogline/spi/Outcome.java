package dev.fogline.spi;

import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.Usage;
import java.util.List;

/// What became of a request.
public sealed interface Outcome {

    /// Every attempt, in order; of those that ran beside one another, the one that gave the answer
    /// comes last.
    List<Attempt> attempts();

    /// The client has the whole answer.
    ///
    /// @param served the last of the attempts
    record Completed(Attempt.Served served, List<Attempt> attempts) implements Outcome {
        public Completed {
            attempts = List.copyOf(attempts);
        }

        /// Whether an earlier attempt gave the client the beginning, and the last one the rest.
        public boolean resumed() {
            return !cuts().isEmpty();
        }

        /// What the client is told of the end. Of a resumed answer the tokens of every attempt that
        /// gave a part are summed, prompts included, and marked estimated: a stream that broke
        /// brought no figures, so a piece is taken for a token, and its prompt for the last one's
        /// without what had been sent by then.
        public Answer answer() {
            Answer last = served.answer();
            int toCome = cuts().stream().mapToInt(Attempt.Failed::chunksSent).sum();
            if (toCome == 0) {
                return last;
            }
            Usage usage = last.usage();
            int prompts = usage.promptTokens();
            int output = usage.outputTokens() + toCome;
            for (Attempt.Failed cut : cuts()) {
                prompts += Math.max(0, usage.promptTokens() - toCome);
                toCome -= cut.chunksSent();
            }
            return new Answer(
                    last.finish(),
                    new Usage(
                            prompts,
                            usage.cachedPromptTokens(),
                            output,
                            usage.reasoningTokens(),
                            Usage.Origin.ESTIMATED),
                    last.servedModel());
        }

        private List<Attempt.Failed> cuts() {
            if (attempts.size() == 1) {
                return List.of(); // nearly always, and every answer asks
            }
            return attempts.stream()
                    .filter(Attempt.Failed.class::isInstance)
                    .map(Attempt.Failed.class::cast)
                    .filter(failed -> failed.chunksSent() > 0)
                    .toList();
        }
    }

    /// The client has the whole answer of another request: one that was kept, or one that was on
    /// its way when this request came. Nobody was asked for it and nothing is paid.
    ///
    /// @param origin who gave it, as estimated for the request that asked
    /// @param answer how it ended, with the tokens it took then
    record Shared(Option.Single origin, Answer answer) implements Outcome {

        /// None.
        @Override
        public List<Attempt> attempts() {
            return List.of();
        }
    }

    /// The client has an error.
    ///
    /// @param fault what the client was told
    record Failed(Fault fault, List<Attempt> attempts) implements Outcome {
        public Failed {
            attempts = List.copyOf(attempts);
        }
    }

    /// The client has gone.
    record Cancelled(List<Attempt> attempts) implements Outcome {
        public Cancelled {
            attempts = List.copyOf(attempts);
        }
    }
}
