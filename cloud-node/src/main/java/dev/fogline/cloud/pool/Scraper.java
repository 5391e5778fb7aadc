package dev.fogline.cloud.pool;

import dev.fogline.router.pool.Load;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Asks members for their pages of metrics, each on a thread of its own: one that hangs delays
/// nobody else. Whoever has not answered is not asked a second time meanwhile.
final class Scraper implements AutoCloseable {

    /// A page that takes longer tells of another time.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// vLLM's pages have some 200 KiB.
    private static final int MOST_CHARACTERS = 8 << 20;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final String key;

    /// @param key of the members; empty for none
    Scraper(String key) {
        this.key = key;
    }

    /// Asks one member, behind the caller's back.
    ///
    /// @param url of its OpenAI interface; its metrics are at the root of the same server
    /// @param told takes what it says, or empty if it does not say how busy it is
    void ask(String url, Consumer<Optional<Load>> told) {
        if (asked.add(url)) {
            Thread.ofVirtual()
                    .name("fogline-scrape")
                    .start(
                            () -> {
                                try {
                                    told.accept(load(url));
                                } finally {
                                    asked.remove(url);
                                }
                            });
        }
    }

    private Optional<Load> load(String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url).resolve("/metrics"));
            if (!key.isEmpty()) {
                request.header("authorization", "Bearer " + key);
            }
            HttpResponse<String> page =
                    http.send(
                            request.timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString());
            return page.statusCode() == 200 && page.body().length() <= MOST_CHARACTERS
                    ? EngineMetrics.load(page.body())
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException failed) {
            return Optional.empty();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
