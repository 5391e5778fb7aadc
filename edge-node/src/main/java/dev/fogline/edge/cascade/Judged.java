package dev.fogline.edge.cascade;

import dev.fogline.cost.cascade.DraftExample;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.cost.routing.Routed;
import dev.fogline.spi.CascadeRule.Stage;

/// A test question with what was said of both answers.
///
/// @param edge probability that the edge's answer is good, before it is given
/// @param cloud probability that the cloud's is
/// @param draft probability that the edge's is, after the whole draft
record Judged(Examined examined, double edge, double cloud, double draft) {

    static Judged of(Examined examined, Learnt learnt) {
        QualityModel quality = learnt.quality();
        double edge = quality.judge(examined.terms(), learnt.names().edge(), 0).probability();
        return new Judged(
                examined,
                edge,
                quality.judge(examined.terms(), learnt.names().cloud(), 0).probability(),
                learnt.drafts().model().quality(edge, examined.edge().tokens(), Stage.ENDED));
    }

    /// By the prompt alone.
    Routed byPrompt() {
        return new Routed(weak(), strong(), cloud - edge);
    }

    /// By the prompt and the draft.
    Routed byDraft() {
        return new Routed(weak(), strong(), cloud - draft);
    }

    /// By what the answers turned out to be worth.
    Routed byOracle() {
        return new Routed(weak(), strong(), strong() - weak());
    }

    double weak() {
        return examined.edge().grade();
    }

    double strong() {
        return examined.cloud().grade();
    }

    /// The draft, for trials.
    DraftExample example() {
        return new DraftExample(edge, examined.edge().tokens(), weak());
    }
}
