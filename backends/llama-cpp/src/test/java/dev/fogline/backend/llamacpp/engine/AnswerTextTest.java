package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenProbability;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

    private static final TokenProbability FIRST = new TokenProbability("1", -1, List.of());
    private static final TokenProbability SECOND = new TokenProbability("2", -2, List.of());

    @Test
    void aChunkHasTheProbabilitiesOfAllTokensItCameFrom() {
        var text = new AnswerText(List.of());
        byte[] umlaut = "ü".getBytes(StandardCharsets.UTF_8);

        assertThat(text.next(new byte[] {umlaut[0]}, Optional.of(FIRST))).isEmpty();
        assertThat(text.next(new byte[] {umlaut[1]}, Optional.of(SECOND)))
                .contains(new Chunk("ü", "", List.of(), List.of(FIRST, SECOND)));
    }

    @Test
    void theEndShowsWhatWasHeldBack() {
        var text = new AnswerText(List.of("bc"));

        assertThat(text.next(bytes("ab"), Optional.empty())).contains(Chunk.of("a"));
        assertThat(text.finish()).contains(Chunk.of("b"));
    }

    @Test
    void theEndShowsNothingAfterAStopText() {
        var text = new AnswerText(List.of("bc"));

        assertThat(text.next(bytes("abcd"), Optional.empty())).contains(Chunk.of("a"));
        assertThat(text.stopped()).isTrue();
        assertThat(text.finish()).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
