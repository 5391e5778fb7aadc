package dev.fogline.edge.eval;

import dev.fogline.cost.quality.QualityModel;
import dev.fogline.cost.quality.QualityModel.Judgement;
import dev.fogline.cost.routing.Routed;
import dev.fogline.router.TermHashing;
import dev.fogline.spi.request.Terms;

/// A prompt with what was said of both answers before they were given.
record JudgedPrompt(AnsweredPrompt prompt, Judgement weak, Judgement strong) {

    /// The names under which the two models are learnt.
    static final String WEAK = "weak";

    static final String STRONG = "strong";

    /// The way a request takes: the terms of its text, then what is known of each model.
    static JudgedPrompt of(AnsweredPrompt prompt, QualityModel quality) {
        Terms terms = TermHashing.of(prompt.text());
        return new JudgedPrompt(
                prompt, quality.judge(terms, WEAK, 0), quality.judge(terms, STRONG, 0));
    }

    /// Less like the prompts that were learnt from, in topic or form, than nearly all of them.
    boolean unfamiliar() {
        return weak.familiarity() < 1;
    }

    /// The strong model's answer is worth so much more, as far as was known.
    Routed routed() {
        return new Routed(
                prompt.weak(), prompt.strong(), strong.probability() - weak.probability());
    }
}
