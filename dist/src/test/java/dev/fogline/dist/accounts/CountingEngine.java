package dev.fogline.dist.accounts;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An engine that remembers what it told of each answer. Every answer has a prompt length of its
/// own, so that it is found again wherever it was written down.
final class CountingEngine implements AutoCloseable {

    private static final Pattern TENANT = Pattern.compile("I am (\\w+)");

    /// What it said of an answer.
    record Told(String tenant, int promptTokens, int outputTokens) {}

    private final FaultyUpstream upstream;
    private final AtomicInteger serial = new AtomicInteger(1_000);
    private final List<Told> told = new CopyOnWriteArrayList<>();

    CountingEngine() throws IOException {
        upstream = new FaultyUpstream().always(this::answer);
    }

    String url() {
        return upstream.url() + "/v1";
    }

    /// Everything whose tokens it has begun to tell: a node may have heard them and have been
    /// killed before the last byte was sent, and another that was killed has not heard them.
    List<Told> told() {
        return List.copyOf(told);
    }

    /// Requests that reached it.
    int asked() {
        return upstream.asked().size();
    }

    private void answer(Exchange exchange) throws IOException {
        Matcher tenant = TENANT.matcher(exchange.body());
        if (!tenant.find()) {
            throw new IllegalStateException("nobody asks: " + exchange.body());
        }
        int prompt = serial.incrementAndGet();
        int output = 1 + prompt % 7;
        exchange.stream().role();
        for (int i = 0; i < output; i++) {
            exchange.token("word ");
        }
        exchange.finish("stop");
        told.add(new Told(tenant.group(1), prompt, output));
        exchange.usage(prompt, output).event("[DONE]").endChunks();
    }

    @Override
    public void close() throws IOException {
        upstream.close();
    }
}
