package dev.fogline.router;

import dev.fogline.spi.Option;
import dev.fogline.spi.request.InferenceRequest;
import java.util.function.BooleanSupplier;

/// One option to be asked once.
///
/// @param task what for
/// @param request as it is put this time: the task's own, or for the rest of an answer
/// @param option whom
/// @param delivery who takes the pieces
/// @param wanted whether the answer still is
/// @param first asked once, when the first content is there: whether it may go to the client
record Asking(
        Task task,
        InferenceRequest request,
        Option.Single option,
        Delivery delivery,
        Wanted wanted,
        BooleanSupplier first) {}
