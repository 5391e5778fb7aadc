package dev.fogline.cost.unseen;

import java.util.List;

/// What was measured of one model on one kind of hardware.
///
/// @param model its name
/// @param hardware name of the accelerators
/// @param parallelism accelerators that share the model, ≥ 1
/// @param rows at least one
public record MeasuredEngine(
        String model, String hardware, int parallelism, List<MeasuredBatch> rows) {

    public MeasuredEngine {
        rows = List.copyOf(rows);
    }

    /// Marks an engine whose power was capped. Its rows in the public file are those of the engine
    /// without the mark, prefill times 1.3 times as long.
    private static final String CAPPED = "-pcap";

    /// How reports call it.
    public String name() {
        return model + " x" + parallelism + " on " + hardware;
    }

    /// The same for engines that are one machine under two names.
    String kin() {
        return name().replace(CAPPED, "");
    }
}
