package dev.fogline.edge.config;

import dev.fogline.router.Conduct;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// The key `conduct` of a policy: how its routes are carried out.
final class ConductReader {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /// What losing hedges may cost where nobody says: one token in twenty.
    private static final double USUAL_EXTRA_TOKEN_SHARE = 0.05;

    /// As many as a rule looks at.
    private static final int MOST_HOLD_TOKENS = 1_000;

    private ConductReader() {}

    /// @param model what holds where nothing is said
    static Conduct read(Section section, Conduct model) {
        section.knowing(
                Set.of(
                        "first-token-millis",
                        "stall-millis",
                        "on-cut",
                        "hedge-after-millis",
                        "hedge-extra-token-share",
                        "cascade-hold-tokens",
                        "shadow-share"));
        return new Conduct(
                millis(section, "first-token-millis", model.firstToken()),
                millis(section, "stall-millis", model.stall()),
                Words.one(section, "on-cut", Conduct.OnCut.class).orElse(model.onCut()),
                hedge(section, model),
                (int)
                        section.whole(
                                "cascade-hold-tokens",
                                0,
                                MOST_HOLD_TOKENS,
                                model.cascadeHoldTokens()),
                section.number("shadow-share", 0, Conduct.MOST_SHADOW_SHARE, model.shadowShare()));
    }

    private static Optional<Conduct.Hedge> hedge(Section section, Conduct model) {
        long afterMillis =
                section.whole(
                        "hedge-after-millis",
                        1,
                        DAY_MILLIS,
                        model.hedge().map(hedge -> hedge.after().toMillis()).orElse(0L));
        double share =
                section.number(
                        "hedge-extra-token-share",
                        0,
                        1,
                        model.hedge()
                                .map(Conduct.Hedge::extraTokenShare)
                                .orElse(USUAL_EXTRA_TOKEN_SHARE));
        return afterMillis == 0
                ? Optional.empty()
                : Optional.of(new Conduct.Hedge(Duration.ofMillis(afterMillis), share));
    }

    private static Duration millis(Section section, String key, Duration fallback) {
        return Duration.ofMillis(section.whole(key, 1, DAY_MILLIS, fallback.toMillis()));
    }
}
