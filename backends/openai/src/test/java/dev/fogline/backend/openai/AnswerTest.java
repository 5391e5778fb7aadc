package dev.fogline.backend.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Chunk.ToolCallPart;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private final FaultyUpstream server;
    private final RecordingSink sink = new RecordingSink();

    AnswerTest() throws IOException {
        server = new FaultyUpstream();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void passesTokensOnAndStatesWhoServed() throws Exception {
        Answer answer = play(Exchange::well);
        assertThat(sink.chunks())
                .containsExactly(Chunk.of("one "), Chunk.of("two "), Chunk.of("three"));
        assertThat(answer)
                .isEqualTo(new Answer(FinishReason.STOP, Usage.counted(7, 3), "m1-served"));
    }

    @Test
    void takesUsageOutOfTheChunkThatFinishes() throws Exception {
        String last =
                "{\"choices\":[{\"delta\":{\"content\":\"!\"},\"finish_reason\":\"length\"}],"
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":4,\"cache_write_tokens\":3},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":2}}}";
        Answer answer = play(it -> it.stream().tokens(2).event(last).event("[DONE]").endChunks());
        assertThat(answer.finish()).isEqualTo(FinishReason.LENGTH);
        assertThat(answer.usage()).isEqualTo(new Usage(9, 4, 3, 5, 2, Usage.Origin.COUNTED));
        assertThat(sink.text()).isEqualTo("t0 t1 !");
    }

    @Test
    void takesUsageOutOfWhateverChunkBringsItAndTheLastOneCounts() throws Exception {
        String first = counting("one ", 7, 1);
        String second = counting("two", 7, 2);
        Answer answer =
                play(
                        it ->
                                it.stream()
                                        .event(first)
                                        .event(second)
                                        .finish("stop")
                                        .event("[DONE]")
                                        .endChunks());
        assertThat(answer.usage()).isEqualTo(Usage.counted(7, 2));
        assertThat(sink.text()).isEqualTo("one two");
    }

    @Test
    void commentsRolesAndEmptyPartsAreNoContent() throws Exception {
        String emptyCall =
                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,"
                        + "\"function\":{\"arguments\":\"\"}}]},\"finish_reason\":null}]}";
        play(
                it ->
                        it.stream()
                                .comment()
                                .role()
                                .event(emptyCall)
                                .comment()
                                .token("a")
                                .finish("stop")
                                .event("[DONE]")
                                .endChunks());
        assertThat(sink.chunks()).containsExactly(Chunk.of("a"));
    }

    @Test
    void estimatesUsageThatNobodyTells() throws Exception {
        Answer answer =
                play(it -> it.stream().tokens(6).finish("stop").event("[DONE]").endChunks());
        // "count to three" has 14 characters; 6 chunks are more than 18 characters make.
        assertThat(answer.usage()).isEqualTo(new Usage(4, 0, 6, 0, Usage.Origin.ESTIMATED));
    }

    @Test
    void aBreakAfterTheFinishReasonTakesNothingAway() throws Exception {
        Answer answer = play(it -> it.stream().tokens(2).finish("stop").close());
        assertThat(answer.finish()).isEqualTo(FinishReason.STOP);
        assertThat(sink.text()).isEqualTo("t0 t1 ");
    }

    @Test
    void waitsASecondForUsageThatNeverComes() throws Exception {
        long start = System.nanoTime();
        Answer answer = play(it -> it.stream().tokens(2).finish("stop").awaitClientGone());
        assertThat(answer.usage().origin()).isEqualTo(Usage.Origin.ESTIMATED);
        assertThat((System.nanoTime() - start) / 1e9).isBetween(1.0, 8.0);
    }

    @Test
    void readsReasoningAndToolCalls() throws Exception {
        String thinking = "{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}";
        String begin =
                "{\"choices\":[{\"delta\":{\"content\":null,\"tool_calls\":[{\"index\":0,\"id\":\"c1\","
                        + "\"type\":\"function\",\"function\":{\"name\":\"add\",\"arguments\":\"\"}}]}}]}";
        String rest =
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,"
                        + "\"function\":{\"arguments\":\"{}\"}}]}}]}";
        Answer answer =
                play(
                        it ->
                                it.stream()
                                        .event(thinking)
                                        .event(begin)
                                        .event(rest)
                                        .finish("tool_calls")
                                        .event("[DONE]")
                                        .endChunks());
        assertThat(answer.finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(sink.chunks()).extracting(Chunk::reasoning).containsExactly("hm", "", "");
        assertThat(sink.chunks())
                .flatExtracting(Chunk::toolCalls)
                .containsExactly(
                        new ToolCallPart(0, "c1", "add", ""), new ToolCallPart(0, "", "", "{}"));
    }

    @Test
    void readsProbabilitiesOfAChat() throws Exception {
        String event =
                "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"logprobs\":{\"content\":[{\"token\":\"a\","
                        + "\"logprob\":-0.5,\"top_logprobs\":[{\"token\":\"a\",\"logprob\":-0.5},"
                        + "{\"token\":\"b\",\"logprob\":-1.5}]}]}}]}";
        play(it -> it.stream().event(event).finish("stop").event("[DONE]").endChunks());
        var first = sink.probabilities().getFirst();
        assertThat(first.logProbability()).isCloseTo(-0.5, within(0.0));
        assertThat(first.alternatives()).extracting("token").containsExactly("a", "b");
    }

    @Test
    void readsProbabilitiesOfACompletion() throws Exception {
        String event =
                "{\"choices\":[{\"text\":\"a\",\"logprobs\":{\"tokens\":[\"a\"],\"token_logprobs\":[-0.25],"
                        + "\"top_logprobs\":[{\"b\":-2,\"a\":-0.25}]}}]}";
        play(it -> it.stream().event(event).finish("stop").event("[DONE]").endChunks());
        assertThat(sink.text()).isEqualTo("a");
        var first = sink.probabilities().getFirst();
        assertThat(first.logProbability()).isCloseTo(-0.25, within(0.0));
        assertThat(first.alternatives()).extracting("token").containsExactly("a", "b");
    }

    @Test
    void acceptsAnAnswerThatIsNoStream() throws Exception {
        String whole =
                "{\"model\":\"x\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"whole\"},"
                        + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}";
        Answer answer = play(it -> it.json(200, whole));
        assertThat(sink.text()).isEqualTo("whole");
        assertThat(answer).isEqualTo(new Answer(FinishReason.STOP, Usage.counted(1, 2), "x"));
    }

    @Test
    void readsCharactersThatAreSplitBetweenPackets() throws Exception {
        String event =
                "data: {\"choices\":[{\"delta\":{\"content\":\"漢🙂\"},\"finish_reason\":\"stop\"}]}\r\n\r\n";
        play(it -> byteByByte(it, event + "data: [DONE]\r\n\r\n"));
        assertThat(sink.text()).isEqualTo("漢🙂");
    }

    /// Comments, both ends of a line and characters of two to four bytes, cut in two at every byte.
    @Test
    void readsTheSameAnswerWhereverTheStreamIsCut() throws Exception {
        byte[] body =
                (": ping\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"é漢🙂\"}}]}\r\n\r\n"
                                + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                                + "data: [DONE]\n\n")
                        .getBytes(UTF_8);
        try (var backend = Fixture.backend(server)) {
            for (int cut = 1; cut < body.length; cut++) {
                byte[] head = Arrays.copyOf(body, cut);
                byte[] tail = Arrays.copyOfRange(body, cut, body.length);
                server.next(it -> it.stream().chunk(head).chunk(tail).endChunks());
                var read = new RecordingSink();
                Answer answer = backend.generate(Fixture.QUESTION, "m1", read);
                assertThat(read.text()).as("cut at %d", cut).isEqualTo("é漢🙂");
                assertThat(answer.finish()).isEqualTo(FinishReason.STOP);
            }
        }
    }

    @Test
    void readsABodyThatEndsWithTheConnection() throws Exception {
        String head =
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
        String event =
                "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\n";
        play(it -> it.raw(head + event).close());
        assertThat(sink.text()).isEqualTo("a");
    }

    private Answer play(FaultyUpstream.Script script) throws Exception {
        server.next(script);
        try (var backend = Fixture.backend(server)) {
            return backend.generate(Fixture.QUESTION, "m1", sink);
        }
    }

    /// A token in an event that tells usage so far, as vLLM sends with continuous usage.
    private static String counting(String text, int prompt, int output) {
        return "{\"choices\":[{\"delta\":{\"content\":\""
                + text
                + "\"}}],\"usage\":{\"prompt_tokens\":"
                + prompt
                + ",\"completion_tokens\":"
                + output
                + "}}";
    }

    /// Every byte in a chunk of its own, so that no read sees a whole character.
    private static void byteByByte(Exchange exchange, String text) throws IOException {
        exchange.stream();
        for (byte one : text.getBytes(UTF_8)) {
            exchange.bytes(new byte[] {'1', '\r', '\n', one, '\r', '\n'});
        }
        exchange.endChunks();
    }
}
