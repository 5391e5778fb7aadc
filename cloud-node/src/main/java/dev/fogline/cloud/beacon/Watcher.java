package dev.fogline.cloud.beacon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/// Listens to the beacon as an edge would, to tell what price it announced.
final class Watcher implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DATA = "data: ";

    private final Stream<String> lines;
    private final Thread reading;
    private volatile double usdPerMillion;

    private Watcher(Stream<String> lines) {
        this.lines = lines;
        this.reading = Thread.ofVirtual().unstarted(this::read);
    }

    /// @throws CommandException if there is no beacon
    static Watcher at(URI cloud, HttpClient http) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(cloud.resolve("/v1/beacon"))
                        .header("accept", "text/event-stream")
                        .build();
        try {
            var watcher =
                    new Watcher(http.send(request, HttpResponse.BodyHandlers.ofLines()).body());
            watcher.reading.start();
            return watcher;
        } catch (IOException failed) {
            throw new CommandException("the cloud node announces nothing", failed);
        }
    }

    /// Marginal, as announced last; 0 before the first.
    double usdPerMillion() {
        return usdPerMillion;
    }

    @Override
    public void close() {
        lines.close();
    }

    private void read() {
        try {
            lines.filter(line -> line.startsWith(DATA))
                    .forEach(line -> hear(line.substring(DATA.length())));
        } catch (UncheckedIOException closed) {
            // the run is over
        }
    }

    private void hear(String message) {
        try {
            JsonNode price = MAPPER.readTree(message).at("/models/0/price");
            usdPerMillion = price.path("marginal_usd_per_million").asDouble(usdPerMillion);
        } catch (JsonProcessingException broken) {
            throw new CommandException("the beacon sent something that is no JSON", broken);
        }
    }
}
