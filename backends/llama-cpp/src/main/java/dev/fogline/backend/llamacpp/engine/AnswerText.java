package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.text.StopTexts;
import dev.fogline.backend.llamacpp.text.Utf8Decoder;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenProbability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts the tokens of one answer into chunks: complete characters, nothing of a stop text, each
/// with the probabilities of the tokens it came from.
final class AnswerText {

    private final Utf8Decoder characters = new Utf8Decoder();
    private final StopTexts stops;
    private final List<TokenProbability> pending = new ArrayList<>();

    AnswerText(List<String> stops) {
        this.stops = new StopTexts(stops);
    }

    /// @param probability of this token, if asked for
    /// @return what may be shown now, empty if nothing
    Optional<Chunk> next(byte[] piece, Optional<TokenProbability> probability) {
        probability.ifPresent(pending::add);
        return chunk(stops.next(characters.decode(piece)));
    }

    /// Whether a stop text has ended the answer.
    boolean stopped() {
        return stops.stopped();
    }

    /// What was held back, at the end of the answer.
    Optional<Chunk> finish() {
        return chunk(stops.next(characters.finish()) + stops.finish());
    }

    private Optional<Chunk> chunk(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var chunk = new Chunk(text, "", List.of(), pending);
        pending.clear();
        return Optional.of(chunk);
    }
}
