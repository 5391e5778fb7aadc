package dev.fogline.backend.llamacpp.engine;

import static java.util.Comparator.comparingLong;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// On which slot a prompt goes, and which beginning of it need not be decoded again. Pure.
///
/// @param slot a free one
/// @param keep tokens at its beginning that stay; the rest of it is forgotten
/// @param donor the slot whose beginning is copied into `slot`; `slot` itself for no copy
/// @param copy tokens to copy, 0 for no copy
record Placement(Slot slot, int keep, Slot donor, int copy) {

    /// Measured on one thread of a 2021 server processor: copying 4,096 cells takes as long as
    /// decoding 5 tokens of a prompt with 135 million weights, and 0.7 with a billion. This asks
    /// for 33, as graphics cards decode faster and running answers wait meanwhile.
    private static final int CELLS_COPIED_PER_TOKEN = 128;

    /// A prompt that goes on with most of what a free slot holds continues that conversation and
    /// gets the slot. Any other gets the one that was unused longest, so that it does not displace
    /// a conversation that may go on, and a copy of what beginning it shares with another.
    ///
    /// @param slots at least one of them free
    /// @param copyWorth tokens that must be gained for a copy, see [#copyWorth]
    static Placement of(int[] prompt, List<Slot> slots, int copyWorth) {
        Comparator<Slot> byCommon = Comparator.comparingInt(slot -> slot.common(prompt));
        Slot donor = Collections.max(slots, byCommon);
        List<Slot> free = slots.stream().filter(Slot::free).toList();
        Slot own =
                free.stream()
                        .filter(slot -> continues(slot, prompt))
                        .max(byCommon)
                        .orElseGet(() -> Collections.min(free, comparingLong(Slot::usedAt)));
        return donor.common(prompt) >= own.common(prompt) + copyWorth
                ? new Placement(own, 0, donor, donor.common(prompt))
                : new Placement(own, own.common(prompt), own, 0);
    }

    /// From how many tokens on a copy is cheaper than decoding them.
    ///
    /// @param slotTokens all of these cells are copied
    static int copyWorth(int slotTokens) {
        return 1 + slotTokens / CELLS_COPIED_PER_TOKEN;
    }

    private static boolean continues(Slot slot, int[] prompt) {
        return slot.cached() > 0 && 2 * slot.common(prompt) >= slot.cached();
    }
}
