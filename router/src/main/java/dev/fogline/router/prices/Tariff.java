package dev.fogline.router.prices;

import dev.fogline.spi.Prices;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/// What a model costs over time. Pure; days and times are those of UTC.
///
/// @param phases at least one; of those that hold, the last counts, and if none does, the first
public record Tariff(List<Phase> phases) {

    public Tariff {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("a tariff without prices");
        }
    }

    /// The same at all times.
    public static Tariff always(Prices prices) {
        return new Tariff(List.of(new Phase(new When.Always(), prices)));
    }

    /// What holds at a moment.
    public Prices at(Instant now) {
        for (int i = phases.size() - 1; i > 0; i--) {
            if (phases.get(i).when().holds(now)) {
                return phases.get(i).prices();
            }
        }
        return phases.getFirst().prices();
    }

    /// Prices and when they hold.
    public record Phase(When when, Prices prices) {}

    /// When prices hold.
    public sealed interface When {

        boolean holds(Instant now);

        /// At all times.
        record Always() implements When {

            @Override
            public boolean holds(Instant now) {
                return true;
            }
        }

        /// From midnight of a day on.
        record From(LocalDate day) implements When {

            @Override
            public boolean holds(Instant now) {
                return !LocalDate.ofInstant(now, ZoneOffset.UTC).isBefore(day);
            }
        }

        /// Every day from a time to another, which may be after midnight.
        ///
        /// @param start holds already
        /// @param end does not hold any more
        record Daily(LocalTime start, LocalTime end) implements When {

            @Override
            public boolean holds(Instant now) {
                LocalTime time = LocalTime.ofInstant(now, ZoneOffset.UTC);
                boolean started = !time.isBefore(start);
                boolean ended = !time.isBefore(end);
                return start.isAfter(end) ? started || !ended : started && !ended;
            }
        }
    }
}
