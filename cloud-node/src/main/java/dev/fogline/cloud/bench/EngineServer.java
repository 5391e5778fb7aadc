package dev.fogline.cloud.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.edge.door.NodeClient;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// A stand-in for vLLM: its HTTP interface and the names of its metrics, in front of a batch that
/// is paced in real time. A prompt has a token per four characters; how long an answer becomes is
/// told in the request's `seed`, where nobody between looks for it.
final class EngineServer {

    static final String MODEL = "stand-in";

    private static final int CHARACTERS_PER_TOKEN = 4;

    /// vLLM's `--stream-interval`: so many tokens an event, after the first.
    private static final int TOKENS_PER_EVENT = 4;

    private static final double NANOS_PER_MILLI = 1e6;

    private final EngineBatch batch;
    private final Map<Long, BlockingQueue<Boolean>> outlets = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();

    EngineServer(EngineCurve curve) {
        this.batch = new EngineBatch(curve);
    }

    WebServer start() {
        Thread.ofPlatform().name("fogline-engine").daemon().start(this::run);
        return WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(this::routing)
                .build()
                .start();
    }

    private void routing(HttpRouting.Builder routing) {
        routing.get("/v1/models", EngineServer::models)
                .get("/metrics", this::metrics)
                .post("/v1/chat/completions", this::answer);
    }

    /// Step after step, each begun when the one before has ended.
    private void run() {
        long endNanos = System.nanoTime();
        try {
            while (true) {
                EngineBatch.Step step;
                lock.lock();
                try {
                    while (batch.idle()) {
                        work.await();
                        endNanos = System.nanoTime();
                    }
                    step = batch.step();
                } finally {
                    lock.unlock();
                }
                endNanos += (long) (step.millis() * NANOS_PER_MILLI);
                for (long now = System.nanoTime(); now < endNanos; now = System.nanoTime()) {
                    LockSupport.parkNanos(endNanos - now);
                }
                for (long id : step.tokens()) {
                    BlockingQueue<Boolean> outlet = outlets.get(id);
                    if (outlet != null) {
                        outlet.add(true);
                    }
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(ServerRequest request, ServerResponse response) {
        JsonNode body = NodeClient.parse(request.content().as(String.class));
        int characters = 0;
        for (JsonNode message : body.path("messages")) {
            characters += message.path("content").asText().length();
        }
        int prompt = Math.max(1, Math.ceilDiv(characters, CHARACTERS_PER_TOKEN));
        int output = Math.max(1, body.path("seed").asInt(1));
        long id = ids.incrementAndGet();
        var outlet = new LinkedBlockingQueue<Boolean>();
        outlets.put(id, outlet);
        lock.lock();
        try {
            batch.add(new EngineBatch.Job(id, prompt, output));
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            write(response, outlet, prompt, output);
        } catch (IOException gone) {
            remove(id);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            outlets.remove(id);
        }
    }

    private void remove(long id) {
        lock.lock();
        try {
            batch.remove(id);
        } finally {
            lock.unlock();
        }
    }

    private static void write(
            ServerResponse response, BlockingQueue<Boolean> outlet, int prompt, int output)
            throws IOException, InterruptedException {
        response.headers().set(HeaderNames.CONTENT_TYPE, "text/event-stream");
        boolean ready = outlet.take();
        try (OutputStream out = response.outputStream()) {
            int sent = 0;
            while (sent < output && ready) {
                int together = sent == 0 ? 1 : Math.min(TOKENS_PER_EVENT, output - sent);
                for (int i = 1; i < together; i++) {
                    ready = outlet.take();
                }
                event(out, "{\"content\":\"" + " token".repeat(together) + "\"}", "null", "");
                sent += together;
                if (sent < output) {
                    ready = outlet.take();
                }
            }
            event(
                    out,
                    "{}",
                    "\"stop\"",
                    ",\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
                            .formatted(prompt, output, prompt + output));
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void event(OutputStream out, String delta, String finish, String more)
            throws IOException {
        String event =
                "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\""
                        + MODEL
                        + "\",\"choices\":[{\"index\":0,\"delta\":"
                        + delta
                        + ",\"finish_reason\":"
                        + finish
                        + "}]"
                        + more
                        + "}\n\n";
        out.write(event.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void models(ServerRequest request, ServerResponse response) {
        response.headers().set(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(
                "{\"object\":\"list\",\"data\":[{\"id\":\""
                        + MODEL
                        + "\",\"object\":\"model\",\"owned_by\":\"vllm\",\"max_model_len\":16384}]}");
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        String page;
        lock.lock();
        try {
            page =
                    """
                    # TYPE vllm:num_requests_running gauge
                    vllm:num_requests_running{engine="0",model_name="%1$s"} %2$d.0
                    # TYPE vllm:num_requests_waiting gauge
                    vllm:num_requests_waiting{engine="0",model_name="%1$s"} %3$d.0
                    # TYPE vllm:kv_cache_usage_perc gauge
                    vllm:kv_cache_usage_perc{engine="0",model_name="%1$s"} %4$s
                    """
                            .formatted(MODEL, batch.running(), batch.waiting(), batch.kvUse());
        } finally {
            lock.unlock();
        }
        response.headers().set(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4");
        response.send(page);
    }
}
