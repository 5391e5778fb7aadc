package dev.fogline.cloud.beacon;

import java.util.List;
import java.util.OptionalInt;

/// When a run has settled after a step of its load.
///
/// It has as soon as all means over ten seconds, from then to the end of the phase, keep three
/// things: the announced price within a fifth of what it is at the end, the pool's share of the
/// answers within a tenth of what it is at the end, and what decisions cost above the better place
/// below a tenth of that. The third is there because a crowd that never comes back to an empty pool
/// is steady too. "The end" is the mean of the phase's last 20 seconds. Bounds are assumed. Pure.
final class Settling {

    static final int WINDOW_SECONDS = 10;
    private static final int END_SECONDS = 20;
    private static final double PRICE_BAND = 0.2;
    private static final double SHARE_BAND = 0.1;
    private static final double MOST_REGRET = 0.1;

    private Settling() {}

    /// @param phase one entry a second, from the step on; more than [#WINDOW_SECONDS]
    /// @return seconds after the step, at least one window; empty if it has not
    static OptionalInt seconds(List<Moment> phase) {
        int length = phase.size();
        Moment end = Moment.over(phase.subList(Math.max(0, length - END_SECONDS), length));
        int to = length;
        while (to >= WINDOW_SECONDS
                && keeps(Moment.over(phase.subList(to - WINDOW_SECONDS, to)), end)) {
            to--;
        }
        return to == length ? OptionalInt.empty() : OptionalInt.of(to + 1);
    }

    private static boolean keeps(Moment window, Moment end) {
        return Math.abs(window.usdPerMillion() - end.usdPerMillion())
                        <= PRICE_BAND * end.usdPerMillion()
                && Math.abs(window.share() - end.share()) <= SHARE_BAND
                && window.regret() <= MOST_REGRET;
    }
}
