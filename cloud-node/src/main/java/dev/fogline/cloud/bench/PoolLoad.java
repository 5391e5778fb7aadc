package dev.fogline.cloud.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// Sends arrivals to a node, each when it is due, whatever became of those before.
final class PoolLoad implements AutoCloseable {

    private static final int CHARACTERS_PER_TOKEN = 4;

    /// Of the usual words, so that a prompt looks like a text.
    private static final String FILLING = "and so the story goes on, one day after another, ";

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    /// @param run a name that no other run has: conversations of two runs do not begin alike
    /// @return one entry per request, in their order, after all have ended
    List<Asked> send(URI node, List<Due> requests, String run) throws InterruptedException {
        URI chat = node.resolve("/v1/chat/completions");
        var asking = new ArrayList<Future<Asked>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            long startNanos = System.nanoTime();
            for (int i = 0; i < requests.size(); i++) {
                Arrival arrival = requests.get(i).arrival();
                String beginning = run + ", request " + i + ": ";
                long dueNanos = startNanos + (long) (arrival.atSeconds() * 1e9);
                HttpRequest request = request(chat, requests.get(i), beginning);
                for (long now = System.nanoTime(); now < dueNanos; now = System.nanoTime()) {
                    LockSupport.parkNanos(dueNanos - now);
                }
                asking.add(clients.submit(() -> ask(request, dueNanos)));
            }
            var asked = new ArrayList<Asked>();
            for (Future<Asked> one : asking) {
                try {
                    asked.add(one.get());
                } catch (ExecutionException failed) {
                    asked.add(Asked.FAILED);
                }
            }
            return asked;
        }
    }

    private Asked ask(HttpRequest request, long dueNanos) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        double firstMillis = 0;
        boolean done = false;
        try (var body =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = body.readLine(); line != null; line = body.readLine()) {
                if (firstMillis == 0 && line.contains("\"content\":\" token")) {
                    firstMillis = since(dueNanos);
                }
                done |= line.equals("data: [DONE]");
            }
        }
        return new Asked(
                response.statusCode() == 200 && firstMillis > 0 && done,
                firstMillis,
                since(dueNanos));
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    private static HttpRequest request(URI chat, Due due, String beginning) {
        Arrival arrival = due.arrival();
        int characters = arrival.promptTokens() * CHARACTERS_PER_TOKEN;
        String prompt =
                (beginning + FILLING.repeat(1 + characters / FILLING.length()))
                        .substring(0, Math.max(1, characters));
        String body =
                "{\"model\":\""
                        + EngineServer.MODEL
                        + "\",\"stream\":true,\"temperature\":1,\"max_tokens\":1024,\"seed\":"
                        + arrival.outputTokens()
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                        + prompt
                        + "\"}]}";
        return HttpRequest.newBuilder(chat)
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + PoolStage.key(due.tenant()))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
