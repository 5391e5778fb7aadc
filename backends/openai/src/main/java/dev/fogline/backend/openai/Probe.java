package dev.fogline.backend.openai;

import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import java.time.Duration;

/// Looks at the server now and then: is it there, what does it serve, how far away is it?
final class Probe {

    /// A list of models is no work: a server that needs longer than a connection may take is not
    /// well.
    private final Duration timeout;

    private final OpenAiSettings settings;
    private final Wire wire;
    private final Wire.Target listing;
    private final Standing standing;
    private final Beacon beacon;
    private final Ticker ticker;
    private final Thread thread;

    Probe(OpenAiSettings settings, Wire wire, Standing standing, Beacon beacon, Ticker ticker) {
        this.settings = settings;
        this.wire = wire;
        this.listing = wire.target("GET", settings.endpoint().models());
        this.standing = standing;
        this.beacon = beacon;
        this.ticker = ticker;
        this.timeout = settings.connectTimeout();
        this.thread = Thread.ofVirtual().name("openai-probe").unstarted(this::repeat);
    }

    /// Looks once on the calling thread, then again and again on its own.
    void start() {
        try {
            look();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void repeat() {
        try {
            while (true) {
                Thread.sleep(settings.probeInterval());
                look();
            }
        } catch (InterruptedException stopped) {
            // the backend is closed
        }
    }

    private void look() throws InterruptedException {
        long start = ticker.nanos();
        try (Reply reply = wire.get(listing, timeout)) {
            double rttMillis = (ticker.nanos() - start) / 1e6;
            if (reply.good()) {
                var listing = Json.object(reply.all(settings.maxEventBytes()));
                standing.probed(ModelListing.of(listing, settings), rttMillis);
                beacon.offered(Json.text(listing, "beacon"));
            } else if (wellWithoutListing(reply.status())) {
                standing.probed(standing.models(), rttMillis);
            } else {
                standing.unreachable();
            }
        } catch (WireException | BackendException failed) {
            standing.unreachable();
        }
    }

    /// A server may have no list, or too much to do to send it; where the models are configured, it
    /// is there all the same.
    private boolean wellWithoutListing(int status) {
        return !settings.models().isEmpty() && (status == 404 || status == 405 || status == 429);
    }
}
