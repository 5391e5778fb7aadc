package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// One breaker per backend and model, all on the router's clock.
///
/// After three faults that speak against the backend among its last ten calls, half of them or
/// more, nobody asks it for ten seconds; then one request probes.
final class Breakers {

    private static final Duration OPEN = Duration.ofSeconds(10);

    private final Ticker ticker;
    private final Rests rests;
    private final CircuitBreakerConfig config;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final Map<String, Long> openUntilNanos = new ConcurrentHashMap<>();

    Breakers(Ticker ticker) {
        this.ticker = ticker;
        rests = new Rests(ticker);
        config =
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(3)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(new TickerClock(ticker))
                        .currentTimestampFunction(clock -> ticker.nanos(), TimeUnit.NANOSECONDS)
                        .build();
    }

    /// The backends that asked to be left alone.
    Rests rests() {
        return rests;
    }

    /// Whether a request would be let through now, and the backend wants one; takes no permission.
    boolean letsThrough(String backend, String model) {
        return rests.left(backend).isZero() && closed(backend, model);
    }

    /// Whether a request would be let through now, if the backend wanted one; takes no permission.
    boolean closed(String backend, String model) {
        CircuitBreaker breaker = breakers.get(backend + "/" + model);
        return breaker == null
                || breaker.getState() != CircuitBreaker.State.OPEN
                || probeIsDue(breaker);
    }

    /// How much longer nobody asks a candidate: because its backend wants that, or because it has
    /// failed too often. Zero if it may be asked.
    Duration left(Candidate candidate) {
        Duration rest = rests.left(candidate.backend());
        Duration open = open(candidate.key());
        return rest.compareTo(open) >= 0 ? rest : open;
    }

    /// Why a candidate was not let through; with the time left, where it is not a probe that is
    /// waited for.
    Fault refusal(Candidate candidate) {
        return new Fault(
                FaultKind.UNAVAILABLE,
                candidate.key() + " has failed too often",
                Optional.of(left(candidate)).filter(Duration::isPositive));
    }

    private Duration open(String key) {
        Long until = openUntilNanos.get(key);
        long leftNanos = until == null ? 0 : until - ticker.nanos();
        return leftNanos > 0 ? Duration.ofNanos(leftNanos) : Duration.ZERO;
    }

    /// Takes the permission for one call; each is given back by [#served] or [#failed].
    boolean tryAcquire(String key) {
        return breaker(key).tryAcquirePermission();
    }

    void served(String key, long elapsedNanos) {
        breaker(key).onSuccess(elapsedNanos, TimeUnit.NANOSECONDS);
    }

    void failed(String key, long elapsedNanos, Fault fault) {
        if (speaksAgainstTheBackend(fault.kind())) {
            breaker(key)
                    .onError(
                            elapsedNanos,
                            TimeUnit.NANOSECONDS,
                            new IllegalStateException(fault.message()));
        } else {
            breaker(key).releasePermission();
        }
    }

    /// A call that ended without telling anything, such as one whose client left.
    void released(String key) {
        breaker(key).releasePermission();
    }

    /// A backend is gone for good.
    void forget(String backend) {
        breakers.keySet().removeIf(key -> key.startsWith(backend + "/"));
        openUntilNanos.keySet().removeIf(key -> key.startsWith(backend + "/"));
        rests.forget(backend);
    }

    private CircuitBreaker breaker(String key) {
        return breakers.computeIfAbsent(key, this::closed);
    }

    private CircuitBreaker closed(String key) {
        CircuitBreaker breaker = CircuitBreaker.of(key, config);
        breaker.getEventPublisher().onStateTransition(event -> note(key, event));
        return breaker;
    }

    private void note(String key, CircuitBreakerOnStateTransitionEvent event) {
        if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
            openUntilNanos.put(key, ticker.nanos() + OPEN.toNanos());
        } else {
            openUntilNanos.remove(key);
        }
    }

    /// An open breaker turns half-open when somebody asks it, so an open one whose time is over
    /// must be asked.
    private boolean probeIsDue(CircuitBreaker breaker) {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        breaker.releasePermission();
        return true;
    }

    private static boolean speaksAgainstTheBackend(FaultKind kind) {
        return switch (kind) {
            case UNAVAILABLE, TIMEOUT, BROKEN_STREAM, INTERNAL, UNAUTHORIZED -> true;
            case INVALID_REQUEST,
                    UNKNOWN_MODEL,
                    CONTEXT_EXCEEDED,
                    CONTENT_REFUSED,
                    UNSUPPORTED,
                    OVERLOADED,
                    BUDGET_SPENT ->
                    false;
        };
    }

    /// The router's ticks as a wall clock that began in 1970; the breakers only ever take
    /// differences.
    private static final class TickerClock extends Clock {

        private final Ticker ticker;

        TickerClock(Ticker ticker) {
            this.ticker = ticker;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(ticker.nanos());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
