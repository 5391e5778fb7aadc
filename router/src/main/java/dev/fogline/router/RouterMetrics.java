package dev.fogline.router;

import dev.fogline.cost.LearningEstimator;
import dev.fogline.cost.Money;
import dev.fogline.router.ledger.Ledger;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.Usage;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the router counts. Labels are configured names and fixed words, so their number is bounded.
final class RouterMetrics {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final Counter requests;
    private final Counter attempts;
    private final Counter cascades;
    private final Counter tokens;
    private final Counter costUsd;
    private final Counter cacheRequests;
    private final Counter grades;
    private final Histogram firstTokenSeconds;
    private final Histogram totalSeconds;
    private final Histogram firstTokenErrorRatio;
    private final CounterDataPoint completedRequests;
    private final Map<String, Served> served = new ConcurrentHashMap<>();

    RouterMetrics(PrometheusRegistry registry, Journal journal, Ledger ledger, AnswerCache cache) {
        requests =
                Counter.builder()
                        .name("fogline_requests_total")
                        .help("Requests by what became of them.")
                        .labelNames("outcome")
                        .withoutExemplars()
                        .register(registry);
        completedRequests = requests.labelValues("completed");
        attempts =
                Counter.builder()
                        .name("fogline_attempts_total")
                        .help(
                                "Attempts by backend, model and fault; the fault is `none` for those that served, `cancelled` for those nobody wanted any more and `handed_over` for drafts that were given up.")
                        .labelNames("backend", "model", "fault")
                        .withoutExemplars()
                        .register(registry);
        cascades =
                Counter.builder()
                        .name("fogline_cascades_total")
                        .help(
                                "Drafts of cascades: `kept` was the answer, `handed_over` was not good enough, `failed` came to nothing, `cancelled` was not wanted any more.")
                        .labelNames("draft", "result")
                        .withoutExemplars()
                        .register(registry);
        tokens =
                Counter.builder()
                        .name("fogline_tokens_total")
                        .help("Tokens of served attempts.")
                        .labelNames("backend", "model", "kind")
                        .withoutExemplars()
                        .register(registry);
        costUsd =
                Counter.builder()
                        .name("fogline_cost_usd_total")
                        .help("Dollars of served attempts, at the configured prices.")
                        .labelNames("backend", "model")
                        .withoutExemplars()
                        .register(registry);
        firstTokenSeconds =
                histogram("fogline_first_token_seconds", "Time to first token.", registry);
        totalSeconds =
                histogram("fogline_total_seconds", "Time to the end of the answer.", registry);
        firstTokenErrorRatio =
                Histogram.builder()
                        .name("fogline_first_token_prediction_ratio")
                        .help("Measured over predicted time to first token.")
                        .labelNames("backend", "model")
                        .withoutExemplars()
                        .classicOnly()
                        .classicUpperBounds(0.25, 0.5, 0.8, 0.9, 1, 1.1, 1.25, 2, 4)
                        .register(registry);
        CounterWithCallback.builder()
                .name("fogline_journal_entries_lost_total")
                .help("Journal entries that were not written, by cause.")
                .labelNames("cause")
                .callback(
                        callback -> {
                            callback.call((double) journal.dropped(), "queue_full");
                            callback.call((double) journal.unwritten(), "disk");
                        })
                .register(registry);
        CounterWithCallback.builder()
                .name("fogline_speed_drifts_total")
                .help(
                        "How often a model's speed was seen to change at once, beyond its scatter; known of the built-in estimator.")
                .labelNames("candidate")
                .callback(
                        callback -> {
                            if (journal.learned().estimator()
                                    instanceof LearningEstimator learning) {
                                learning.drifts()
                                        .forEach(
                                                (key, drifts) ->
                                                        callback.call(drifts.doubleValue(), key));
                            }
                        })
                .register(registry);
        CounterWithCallback.builder()
                .name("fogline_ledger_lines_lost_total")
                .help("Ledger lines that could not be written; paid attempts were then refused.")
                .callback(callback -> callback.call((double) ledger.unwritten()))
                .register(registry);
        grades =
                Counter.builder()
                        .name("fogline_grades_total")
                        .help(
                                "Grades of answers that were learnt from, by model and by who graded: `feedback` or `shadow`.")
                        .labelNames("model", "by")
                        .withoutExemplars()
                        .register(registry);
        cacheRequests =
                Counter.builder()
                        .name("fogline_cache_requests_total")
                        .help(
                                "Requests that may share answers: `hit` was given a kept one, `joined` one on its way, `miss` asked.")
                        .labelNames("result")
                        .withoutExemplars()
                        .register(registry);
        GaugeWithCallback.builder()
                .name("fogline_cache_bytes")
                .help("What kept answers and their questions take in memory, about.")
                .callback(callback -> callback.call((double) cache.bytes()))
                .register(registry);
        CounterWithCallback.builder()
                .name("fogline_cache_evictions_total")
                .help("Kept answers that had to make room for others.")
                .callback(callback -> callback.call((double) cache.evictions()))
                .register(registry);
    }

    void count(CacheStatus status) {
        cacheRequests.labelValues(status.word()).inc();
    }

    void count(GradedRecord graded) {
        grades.labelValues(graded.graded().model(), graded.by().name().toLowerCase(Locale.ROOT))
                .inc();
    }

    void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Completed completed -> completedRequests.inc();
            case Outcome.Shared shared -> requests.labelValues("shared").inc();
            case Outcome.Failed failed -> requests.labelValues("failed").inc();
            case Outcome.Cancelled cancelled -> requests.labelValues("cancelled").inc();
        }
        outcome.attempts().forEach(this::count);
    }

    /// What became of the draft, where a route began with one.
    void countDraft(Decision decision, Outcome outcome) {
        if (decision instanceof Decision.Route route
                && route.order().getFirst() instanceof Option.Cascade cascade
                && !outcome.attempts().isEmpty()) {
            String result =
                    switch (outcome.attempts().getFirst()) {
                        case Attempt.Served served -> "kept";
                        case Attempt.HandedOver draft -> "handed_over";
                        case Attempt.Failed failed -> "failed";
                        case Attempt.Cancelled cancelled -> "cancelled";
                    };
            cascades.labelValues(cascade.draft().candidate().key(), result).inc();
        }
    }

    void count(EmbeddingOutcome outcome) {
        switch (outcome) {
            case EmbeddingOutcome.Cancelled(Candidate asked) -> {
                requests.labelValues("cancelled").inc();
                count(asked, "cancelled");
            }
            case EmbeddingOutcome.Failed failed -> {
                requests.labelValues("failed").inc();
                failed.asked().ifPresent(candidate -> countFault(candidate, failed.fault()));
            }
            case EmbeddingOutcome.Served served -> {
                completedRequests.inc();
                Usage usage = served.embeddings().usage();
                servedBy(served.candidate()).count(served.candidate(), usage, served.totalMillis());
            }
        }
    }

    private void count(Attempt attempt) {
        Option.Single option = attempt.option();
        Candidate candidate = option.candidate();
        switch (attempt) {
            case Attempt.Failed failed -> countFault(candidate, failed.fault());
            case Attempt.Cancelled cancelled -> count(candidate, "cancelled");
            case Attempt.HandedOver draft -> count(candidate, "handed_over");
            case Attempt.Served served -> {
                Served points = servedBy(candidate);
                points.count(candidate, served.answer().usage(), served.timings().totalMillis());
                points.countFirstToken(
                        served.timings().firstTokenMillis(),
                        option.estimate().firstTokenMillis().median());
            }
        }
    }

    private void countFault(Candidate candidate, Fault fault) {
        count(candidate, fault.kind().name().toLowerCase(Locale.ROOT));
    }

    /// @param fault the word for why it gave no answer
    private void count(Candidate candidate, String fault) {
        attempts.labelValues(candidate.backend(), candidate.model().name(), fault).inc();
    }

    private Served servedBy(Candidate candidate) {
        return served.computeIfAbsent(
                candidate.key(),
                key -> {
                    String backend = candidate.backend();
                    String model = candidate.model().name();
                    return new Served(
                            attempts.labelValues(backend, model, "none"),
                            tokens.labelValues(backend, model, "prompt"),
                            tokens.labelValues(backend, model, "output"),
                            costUsd.labelValues(backend, model),
                            totalSeconds.labelValues(backend, model),
                            firstTokenSeconds.labelValues(backend, model),
                            firstTokenErrorRatio.labelValues(backend, model));
                });
    }

    /// What is counted of one candidate's good answers, looked up once.
    private record Served(
            CounterDataPoint attempts,
            CounterDataPoint promptTokens,
            CounterDataPoint outputTokens,
            CounterDataPoint costUsd,
            DistributionDataPoint totalSeconds,
            DistributionDataPoint firstTokenSeconds,
            DistributionDataPoint firstTokenErrorRatio) {

        void count(Candidate candidate, Usage usage, double totalMillis) {
            attempts.inc();
            promptTokens.inc(usage.promptTokens());
            outputTokens.inc(usage.outputTokens());
            costUsd.inc(Money.usd(candidate.model().prices(), usage).doubleValue());
            totalSeconds.observe(totalMillis / MILLIS_PER_SECOND);
        }

        void countFirstToken(double millis, double predictedMillis) {
            firstTokenSeconds.observe(millis / MILLIS_PER_SECOND);
            if (predictedMillis > 0) {
                firstTokenErrorRatio.observe(millis / predictedMillis);
            }
        }
    }

    private static Histogram histogram(String name, String help, PrometheusRegistry registry) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames("backend", "model")
                .withoutExemplars()
                .classicOnly()
                .classicUpperBounds(0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)
                .register(registry);
    }
}
