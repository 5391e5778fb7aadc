package dev.fogline.cost.quality;

import dev.fogline.spi.request.Terms;
import org.jspecify.annotations.Nullable;

/// The last look-ups in a memory, so that a request whose candidates are judged one after the other
/// is looked up once.
///
/// For any number of threads without a lock: a slot is a reference to a record, whose fields are
/// final and hence whole for whoever sees it (Java Language Specification, 17.5). Who sees an older
/// one looks up again.
final class LastLookups {

    /// Requests that are decided at one time; a power of two.
    private static final int SLOTS = 64;

    private final PromptMemory memory;
    private final @Nullable Found[] slots = new Found[SLOTS];

    private record Found(Terms terms, Neighbours neighbours) {}

    LastLookups(PromptMemory memory) {
        this.memory = memory;
    }

    /// Equal to what the memory itself would say.
    Neighbours nearest(Terms terms) {
        int slot = System.identityHashCode(terms) & (SLOTS - 1);
        Found last = slots[slot];
        if (last != null && last.terms().equals(terms)) {
            return last.neighbours();
        }
        var found = new Found(terms, memory.nearest(terms));
        slots[slot] = found;
        return found.neighbours();
    }
}
