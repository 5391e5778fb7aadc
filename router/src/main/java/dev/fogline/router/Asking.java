package dev.fogline.router;

import dev.fogline.spi.Option;
import dev.fogline.spi.request.InferenceRequest;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One option to be asked once.
///
/// @param task what for
/// @param request as it is put this time: the task's own, or for the rest of an answer
/// @param option whom
/// @param delivery who takes the pieces
/// @param wanted whether the answer still is
/// @param first asked once, when the first content may go to the client: whether it does
/// @param draft what is held back of the answer; empty if it goes to the client as it comes
record Asking(
        Task task,
        InferenceRequest request,
        Option.Single option,
        Delivery delivery,
        Wanted wanted,
        BooleanSupplier first,
        Optional<HeldDraft> draft) {

    /// One whose answer goes to the client as it comes.
    Asking(
            Task task,
            InferenceRequest request,
            Option.Single option,
            Delivery delivery,
            Wanted wanted,
            BooleanSupplier first) {
        this(task, request, option, delivery, wanted, first, Optional.empty());
    }

    /// The draft of a cascade, with the probabilities that its rule wants to see.
    static Asking draft(Task task, Option.Cascade cascade, Delivery delivery, Wanted wanted) {
        return new Asking(
                task,
                task.request().reporting(cascade.rule().alternatives()),
                cascade.draft(),
                delivery,
                wanted,
                () -> true,
                Optional.of(new HeldDraft(cascade, task.request().sampling())));
    }
}
