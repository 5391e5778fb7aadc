package dev.fogline.router;

import dev.fogline.spi.Announcement;
import dev.fogline.spi.NodeState;

/// The load that one decision reckons with, around the one that was announced to everybody.
///
/// ```
/// loadFactor = 1 + WIDTH * (2 * chance - 1)          chance in [0, 1), one draw for each decision
/// ```
///
/// Twenty nodes that hear one figure and act on it alike leave a pool together and come back
/// together. With a factor drawn evenly from an interval the share of decisions for the pool is a
/// line over its load, from all to none, where it was a step at one load: a change of load moves
/// some of them and not all. There is no hysteresis: it would keep those together that the draw
/// sets apart.
///
/// **Width**: in a simulation of twenty equal nodes at four fifths of what they and their pool can
/// do (`SimulatedCrowd`, mean of five seeds), decisions cost 5.6 % more than the right ones with
/// none and 4.1 % with a quarter where the figure comes every 5 s, 3.7 and 3.2 % every 2 s, and
/// hardly differ at a tenth of a second, the usual: it is what holds when the figure is old. Nodes
/// whose devices differ are spread by that, and lose nothing by the draw. Pure.
final class LoadSpread {

    static final double WIDTH = 0.25;

    private LoadSpread() {}

    /// A state as a decision with this chance reckons with it; one that nobody announced is as it
    /// was.
    static NodeState reckoned(NodeState state, double chance) {
        return state.announcement()
                .map(told -> told.reckoning(1 + WIDTH * (2 * chance - 1)))
                .map((Announcement told) -> state.announcing(told))
                .orElse(state);
    }
}
