package dev.fogline.backend.openai;

import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.DoubleSupplier;

/// Listens to what a server announces of its load and price, as long as it does.
///
/// The server says in its list of models whether there is a beacon, and where; a server that says
/// nothing is not asked. An event that does not come for twice the time the last one is valid ends
/// the connection. The next one follows after a wait that is drawn evenly from 0 to a bound that
/// doubles with every failure ("full jitter", AWS Architecture Blog, "Exponential backoff and
/// jitter", 2015): a thousand edges do not come back in one moment. A server that answers with one
/// JSON object instead of a stream is asked again in the same way.
final class Beacon {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    /// Of one announcement; some thousand models take less.
    private static final int MOST_EVENT_BYTES = 4 << 20;

    private final OpenAiSettings settings;
    private final Wire wire;
    private final Standing standing;
    private final Ticker ticker;
    private final DoubleSupplier chance;
    private final BlockingQueue<Wire.Target> places = new ArrayBlockingQueue<>(1);
    private final Thread thread;
    private int failures;

    /// @param wire to the server of the models
    /// @param chance in [0, 1), drawn for each wait
    Beacon(
            OpenAiSettings settings,
            Wire wire,
            Standing standing,
            Ticker ticker,
            DoubleSupplier chance) {
        this.settings = settings;
        this.wire = wire;
        this.standing = standing;
        this.ticker = ticker;
        this.chance = chance;
        this.thread = Thread.ofVirtual().name("openai-beacon").unstarted(this::repeat);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    /// The server says where its beacon is. Called by the probe alone.
    ///
    /// @param path on the same server; empty, or anything else, if it has none
    void offered(String path) {
        if (settings.beacon() instanceof OpenAiSettings.Beacon.Offered
                && path.startsWith("/")
                && !path.startsWith("//")) {
            try {
                Wire.Target target = wire.target("GET", settings.endpoint().at(path));
                if (places.isEmpty()) {
                    places.add(target);
                }
            } catch (IllegalArgumentException noPath) {
                // a server that says nonsense has no beacon
            }
        }
    }

    private void repeat() {
        try {
            switch (settings.beacon()) {
                case OpenAiSettings.Beacon.Off off -> {}
                case OpenAiSettings.Beacon.Offered offered -> {
                    while (true) {
                        listen(wire, places.take());
                    }
                }
                case OpenAiSettings.Beacon.At(URI uri) -> listen(uri);
            }
        } catch (InterruptedException stopped) {
            // the backend is closed
        }
    }

    private void listen(URI uri) throws InterruptedException {
        boolean own = settings.endpoint().owns(uri);
        try (Wire other = own ? wire : new Wire(settings.foreign(uri), ticker)) {
            while (true) {
                listen(other, other.target("GET", uri));
            }
        }
    }

    private void listen(Wire server, Wire.Target target) throws InterruptedException {
        try (Reply reply = server.get(target, settings.connectTimeout())) {
            if (!reply.good()) {
                failures++;
            } else if (reply.json()) {
                hear(new String(reply.all(MOST_EVENT_BYTES), StandardCharsets.UTF_8));
            } else {
                stream(reply);
            }
        } catch (WireException | BackendException failed) {
            failures++;
        }
        Thread.sleep(pause());
    }

    private void stream(Reply reply) throws WireException, BackendException, InterruptedException {
        var decoder = new SseDecoder(MOST_EVENT_BYTES);
        for (int there = reply.ready(); there >= 0; there = reply.ready()) {
            var events = decoder.feed(reply.buffer(), reply.at(), there);
            reply.taken(there);
            for (String event : events) {
                reply.hurry(hear(event).multipliedBy(2));
            }
            if (decoder.overflown()) {
                return;
            }
        }
    }

    /// @return how long it holds
    private Duration hear(String message) throws BackendException {
        Heard heard = Heard.of(Json.object(message), ticker.nanos());
        standing.heard(heard);
        failures = 0;
        return heard.valid();
    }

    private Duration pause() {
        long bound = FIRST_WAIT.toNanos() << Math.min(failures, MOST_DOUBLINGS);
        return Duration.ofNanos((long) (chance.getAsDouble() * bound));
    }
}
