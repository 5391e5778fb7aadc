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

    /// A prompt that goes on with most of what a free slot holds continues that conversation and
    /// gets the slot. Any other gets the one that was unused longest, so that it does not displace
    /// a conversation that may go on, and a copy of what beginning it shares with another: copying
    /// marks cells, which is cheaper than decoding one token.
    ///
    /// @param slots at least one of them free
    static Placement of(int[] prompt, List<Slot> slots) {
        Comparator<Slot> byCommon = Comparator.comparingInt(slot -> slot.common(prompt));
        Slot donor = Collections.max(slots, byCommon);
        List<Slot> free = slots.stream().filter(Slot::free).toList();
        Slot own =
                free.stream()
                        .filter(slot -> continues(slot, prompt))
                        .max(byCommon)
                        .orElseGet(() -> Collections.min(free, comparingLong(Slot::usedAt)));
        return donor.common(prompt) > own.common(prompt)
                ? new Placement(own, 0, donor, donor.common(prompt))
                : new Placement(own, own.common(prompt), own, 0);
    }

    private static boolean continues(Slot slot, int[] prompt) {
        return slot.cached() > 0 && 2 * slot.common(prompt) >= slot.cached();
    }
}
