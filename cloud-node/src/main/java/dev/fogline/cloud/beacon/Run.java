package dev.fogline.cloud.beacon;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Lets users of all edges ask for a while and counts who answered.
///
/// Arrivals are Poisson, of each edge apart. Where a request had been better off is reckoned from
/// the engines' true state in the moment it was asked, for an answer of mean length: what nobody
/// could know is held against nobody.
final class Run {

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SAMPLE = Duration.ofMillis(100);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String PROMPT = "Tell me something about the weather of the week. ";

    private final Scene scene;
    private final Map<String, PacedEngine> engines;
    private final List<URI> edges;
    private final Watcher watcher;
    private final HttpClient http;
    private final List<Tally> tallies;
    private final long startNanos = System.nanoTime();

    /// @param engines by model
    Run(
            Scene scene,
            Map<String, PacedEngine> engines,
            List<URI> edges,
            Watcher watcher,
            HttpClient http) {
        this.scene = scene;
        this.engines = engines;
        this.edges = edges;
        this.watcher = watcher;
        this.http = http;
        this.tallies = IntStream.range(0, scene.seconds()).mapToObj(second -> new Tally()).toList();
    }

    /// Blocks until the last phase is over and all answers have come.
    ///
    /// @param second told at the beginning of each
    /// @return one entry a second
    List<Moment> through(IntConsumer second) throws InterruptedException {
        var users = new ArrayList<Thread>();
        for (int edge = 0; edge < scene.edges(); edge++) {
            int its = edge;
            users.add(Thread.ofVirtual().start(() -> use(its)));
        }
        PacedEngine pool = engine(Scene.POOL_MODEL);
        int shown = -1;
        for (int now = second(); now < scene.seconds(); now = second()) {
            if (now != shown) {
                second.accept(now);
                shown = now;
            }
            tallies.get(now).sample(pool.load(), watcher.usdPerMillion());
            Thread.sleep(SAMPLE);
        }
        for (Thread user : users) {
            user.join();
        }
        return tallies.stream().map(Tally::moment).toList();
    }

    private int second() {
        return (int) ((System.nanoTime() - startNanos) / NANOS_PER_SECOND);
    }

    /// The users of one edge, until the end.
    private void use(int edge) {
        var random = new Random(scene.seed() * scene.edges() + edge);
        var asking = new ArrayList<Thread>();
        try {
            for (int now = second(); now < scene.seconds(); now = second()) {
                double gapSeconds = -Math.log(1 - random.nextDouble()) / scene.level(now);
                // never beyond the next second: the level may be another then
                if (gapSeconds > 1) {
                    Thread.sleep(Duration.ofSeconds(1));
                    continue;
                }
                Thread.sleep(Duration.ofNanos((long) (gapSeconds * NANOS_PER_SECOND)));
                int at = second();
                if (at < scene.seconds()) {
                    int tokens = (int) Math.round(Scene.MEAN_TOKENS * (0.5 + random.nextDouble()));
                    asking.add(Thread.ofVirtual().start(() -> ask(edge, tokens, at)));
                }
            }
            for (Thread one : asking) {
                one.join();
            }
        } catch (InterruptedException stopped) {
            asking.forEach(Thread::interrupt);
        }
    }

    private void ask(int edge, int tokens, int second) {
        double poolUsd = usd(engine(Scene.POOL_MODEL));
        double deviceUsd = usd(engine(Scene.deviceModel(edge)));
        HttpRequest request =
                HttpRequest.newBuilder(edges.get(edge).resolve("/v1/chat/completions"))
                        .timeout(PATIENCE)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body(tokens).toString()))
                        .build();
        Tally tally = tallies.get(second);
        try {
            HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            String by = answer.headers().firstValue("x-fogline-backend").orElse("");
            if (answer.statusCode() == OK) {
                tally.answered(by.equals("pool"), poolUsd, deviceUsd);
            } else {
                tally.failed();
            }
        } catch (IOException failed) {
            tally.failed();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private PacedEngine engine(String model) {
        PacedEngine engine = engines.get(model);
        if (engine == null) {
            throw new IllegalStateException("no engine " + model);
        }
        return engine;
    }

    private static double usd(PacedEngine engine) {
        PacedEngine.Toll toll = engine.toll(Scene.MEAN_TOKENS);
        return Scene.USD_PER_SECOND * toll.seconds() + toll.usd();
    }

    private static ObjectNode body(int tokens) {
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("model", "auto")
                        .put("max_tokens", tokens);
        body.putArray("messages")
                .addObject()
                .put("role", "user")
                .put("content", PROMPT.repeat(1 + tokens % 4));
        return body;
    }
}
