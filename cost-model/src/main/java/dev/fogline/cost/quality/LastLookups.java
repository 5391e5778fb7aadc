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
    private final Forms forms;
    private final @Nullable Found[] slots = new Found[SLOTS];

    /// @param formDistance as [Forms#distance] has it
    record Found(Terms terms, Neighbours neighbours, int formDistance) {}

    LastLookups(PromptMemory memory, Forms forms) {
        this.memory = memory;
        this.forms = forms;
    }

    /// Equal to what memory and forms themselves would say.
    Found nearest(Terms terms) {
        int slot = System.identityHashCode(terms) & (SLOTS - 1);
        Found last = slots[slot];
        if (last != null && last.terms().equals(terms)) {
            return last;
        }
        var found = new Found(terms, memory.nearest(terms), forms.distance(terms));
        slots[slot] = found;
        return found;
    }
}
