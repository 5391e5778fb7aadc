package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.sampling.Probabilities;
import dev.fogline.backend.llamacpp.sampling.Probabilities.Place;
import dev.fogline.backend.llamacpp.sampling.Probabilities.Scored;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.request.Sampling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Token probabilities as clients want them: with texts instead of numbers. The decode thread uses
/// it.
final class TokenReports {

    private final Model model;
    private final Probabilities probabilities;

    TokenReports(Model model) {
        this.model = model;
        this.probabilities = new Probabilities(model.vocabularySize());
    }

    /// @return empty if no probabilities are wanted; they cost a pass over the vocabulary
    Optional<TokenProbability> report(Sampling sampling, float[] logits, int token) {
        if (sampling.topProbabilities() == Sampling.NO_PROBABILITIES) {
            return Optional.empty();
        }
        Place place = probabilities.place(logits, token, sampling.topProbabilities());
        List<TokenProbability> alternatives =
                place.top().stream().map(other -> named(other, List.of())).toList();
        return Optional.of(named(place.chosen(), alternatives));
    }

    private TokenProbability named(Scored scored, List<TokenProbability> alternatives) {
        String text = new String(model.piece(scored.token()), StandardCharsets.UTF_8);
        return new TokenProbability(text, scored.logProbability(), alternatives);
    }
}
