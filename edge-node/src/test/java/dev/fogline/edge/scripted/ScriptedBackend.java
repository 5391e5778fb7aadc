package dev.fogline.edge.scripted;

import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// Does what the words of the last text say: `fail KIND`, `call`, `endless`, `break`, `nothing` (a
/// sign of life without content), `silent` for ever, `slow` for a while, `wait PORT` (until whoever
/// listens there hangs up); any other word is said as a piece.
final class ScriptedBackend implements Backend {

    private static final int ENDLESS = 5_000_000;
    private static final long SLOW_NANOS = 300_000_000;

    private final String model;
    private final Ticker ticker;

    ScriptedBackend(String model, Ticker ticker) {
        this.model = model;
        this.ticker = ticker;
    }

    @Override
    public List<ServedModel> models() {
        return List.of(new ServedModel(model, 4096, EnumSet.allOf(Ability.class)));
    }

    @Override
    public NodeState state(String asked) {
        return NodeState.ready(ticker.nanos());
    }

    @Override
    public Answer generate(InferenceRequest request, String asked, TokenSink sink)
            throws BackendException, InterruptedException {
        String[] words = request.input().texts().getLast().split(" ");
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "fail" ->
                        throw BackendException.of(
                                FaultKind.valueOf(words[i + 1]), "as the prompt says");
                case "break" ->
                        throw BackendException.of(FaultKind.BROKEN_STREAM, "the stream broke");
                case "nothing" -> sink.accept(Chunk.of(""));
                case "call" -> call(sink);
                case "endless" -> endless(sink);
                case "silent" -> silent();
                case "slow" -> LockSupport.parkNanos(SLOW_NANOS);
                case "wait" -> waitFor(Integer.parseInt(words[++i]));
                default -> say(words[i] + " ", request, sink);
            }
        }
        boolean called = words[words.length - 1].equals("call");
        return new Answer(
                called ? FinishReason.TOOL_CALLS : FinishReason.STOP,
                Usage.counted(7, words.length),
                model);
    }

    /// Two dimensions, the first the length of the text; one that begins with `fail` fails, and one
    /// that is `silent` is never done.
    @Override
    public Embeddings embed(EmbeddingRequest request, String asked)
            throws BackendException, InterruptedException {
        for (String text : request.texts()) {
            if (text.equals("silent")) {
                silent();
            }
            if (text.startsWith("fail ")) {
                throw BackendException.of(
                        FaultKind.valueOf(text.substring("fail ".length())), "as the text says");
            }
        }
        return new Embeddings(
                request.texts().stream().map(text -> new float[] {text.length(), -0.5f}).toList(),
                Usage.counted(7, 0),
                model);
    }

    private static void say(String text, InferenceRequest request, TokenSink sink) {
        List<TokenProbability> probabilities =
                request.sampling().topProbabilities() < 0
                        ? List.of()
                        : List.of(new TokenProbability(text, -0.5, List.of()));
        sink.accept(new Chunk(text, "", List.of(), probabilities));
    }

    private static void call(TokenSink sink) {
        sink.accept(
                new Chunk(
                        "",
                        "",
                        List.of(new Chunk.ToolCallPart(0, "call-1", "add", "{\"a\":")),
                        List.of()));
        sink.accept(new Chunk("", "", List.of(new Chunk.ToolCallPart(0, "", "", "1}")), List.of()));
    }

    private static void endless(TokenSink sink) {
        for (int i = 0; i < ENDLESS; i++) {
            sink.accept(Chunk.of("on and on "));
        }
    }

    /// Until interrupted.
    private static void silent() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /// An interrupt closes the socket of a virtual thread.
    private static void waitFor(int port) throws InterruptedException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getInputStream().readAllBytes();
        } catch (IOException closed) {
            throw new InterruptedException(closed.toString());
        }
    }

    @Override
    public OptionalInt countTokens(Input input, String asked) {
        return OptionalInt.of(7);
    }

    @Override
    public void close() {}
}
