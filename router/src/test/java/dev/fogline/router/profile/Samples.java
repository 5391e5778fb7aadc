package dev.fogline.router.profile;

import dev.fogline.cost.MeasuredSpeed;
import dev.fogline.cost.MeasuredSpeed.Batch;
import java.time.Instant;
import java.util.List;

final class Samples {

    static final Device HERE = new Device("Fast 9000", "amd64", 8, 16L << 30);

    static final MeasuredSpeed SPEED =
            new MeasuredSpeed(
                    10 / 3.0, 0.1, List.of(new Batch(1, 50.25), new Batch(8, 200)), 512.5);

    private Samples() {}

    static Profile profile(FileMark file) {
        return new Profile(
                "small",
                file,
                HERE,
                Instant.parse("2026-11-25T14:00:00Z"),
                "by hand",
                SPEED,
                345.5);
    }
}
