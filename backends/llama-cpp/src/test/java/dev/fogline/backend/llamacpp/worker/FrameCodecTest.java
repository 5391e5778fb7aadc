package dev.fogline.backend.llamacpp.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.Loading;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.engine.Adapter;
import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Event;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Grammar;
import dev.fogline.backend.llamacpp.engine.Load;
import dev.fogline.backend.llamacpp.engine.Profile;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.backend.llamacpp.engine.Use;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.request.Sampling;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameCodecTest {

    static Stream<Frame> frames() {
        var options =
                new EngineOptions(
                        Path.of("/models/größe.gguf"),
                        new Loading(true, false, true, 33),
                        4096,
                        3,
                        512,
                        2,
                        7,
                        Attention.FLASH,
                        List.of(new Adapter(Path.of("a.gguf"), 0.5f)),
                        Set.of(Use.GENERATION, Use.EMBEDDINGS));
        var sampling =
                new Sampling(0.7, 0.9, 40, 0.05, 0.1, -0.2, OptionalLong.empty(), List.of("\n"), 5);
        var prompt =
                new Prompt.Text(
                        List.of(
                                new PromptSpan(PromptSpan.Kind.MARKUP, "<|user|>"),
                                new PromptSpan(PromptSpan.Kind.TEXT, "Grüße, 世界 🌍")));
        var probability =
                new TokenProbability(
                        "a", -0.5, List.of(new TokenProbability("b", -1.5, List.of())));
        return Stream.of(
                new Frame.Open(options),
                new Frame.Generate(
                        1L << 40,
                        new Generation(
                                prompt,
                                12,
                                sampling,
                                -3,
                                Optional.of(new Grammar("root ::= \"a\"", List.of("<tool_call>"))),
                                Set.of(Generation.Trait.ENDLESS))),
                new Frame.Embed(1, List.of(prompt, prompt)),
                new Frame.Cancel(2),
                new Frame.Count(3, prompt),
                new Frame.Opened(new Profile(4096, 4, 151_936, 812.5)),
                new Frame.Refused("no such file"),
                new Frame.Starved("failed to allocate"),
                new Frame.Sent(
                        4,
                        new Event.Piece(
                                new Chunk("世", "", List.of(), List.of(probability, probability)))),
                new Frame.Sent(5, new Ending.Finished(FinishReason.LENGTH, 10, 3, 7)),
                new Frame.Sent(6, new Ending.Cancelled()),
                new Frame.Sent(
                        7, new Ending.Failed(Fault.of(FaultKind.CONTEXT_EXCEEDED, "too long"))),
                new Frame.Denied(
                        8,
                        new Fault(
                                FaultKind.OVERLOADED, "full", Optional.of(Duration.ofMillis(250)))),
                new Frame.Counted(9, 1234),
                new Frame.Pulse(new Load(2, 1, 700, 33.5, 0.25, 1.5, 0, true)));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void whatIsWrittenIsRead(Frame frame) throws IOException {
        assertThat(in(bytes(frame)).next()).contains(frame);
    }

    @Test
    void tokensCrossAsTheyAre() throws IOException {
        int[] tokens = {0, 5, 151_935};

        var read =
                (Frame.Count)
                        in(bytes(new Frame.Count(1, new Prompt.Tokens(tokens))))
                                .next()
                                .orElseThrow();

        assertThat(((Prompt.Tokens) read.prompt()).tokens()).isEqualTo(tokens);
    }

    @Test
    void vectorsCrossToTheLastBit() throws IOException {
        float[] vector = {0.1f, -0f, Float.MIN_VALUE, 1};

        var read =
                (Frame.Sent)
                        in(bytes(new Frame.Sent(1, new Ending.Embedded(List.of(vector), 7))))
                                .next()
                                .orElseThrow();

        var embedded = (Ending.Embedded) read.event();
        assertThat(embedded.vectors()).containsExactly(vector);
        assertThat(embedded.tokens()).isEqualTo(7);
    }

    @Test
    void aCutFrameIsTheEnd() throws IOException {
        byte[] whole = bytes(new Frame.Refused("no such file"));
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);

        assertThat(in(cut).next()).isEmpty();
    }

    @Test
    void anAbsurdLengthIsRefused() {
        assertThatThrownBy(() -> in(new byte[] {127, 127, 127, 127}).next())
                .hasMessage("a frame of 2139062143 bytes");
    }

    @Test
    void anUnknownKindIsRefused() {
        assertThatThrownBy(() -> in(new byte[] {0, 0, 0, 5, 0, 0, 0, 1, 'X'}).next())
                .hasMessage("no Kind X");
    }

    private static byte[] bytes(Frame frame) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new FrameOut(bytes).send(frame);
        return bytes.toByteArray();
    }

    private static FrameIn in(byte[] bytes) {
        return new FrameIn(new ByteArrayInputStream(bytes));
    }
}
