package dev.fogline.router.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.router.prices.Tariff.Phase;
import dev.fogline.router.prices.Tariff.When;
import dev.fogline.spi.Prices;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class TariffTest {

    private static final Prices OLD = new Prices(1, 1, "old");
    private static final Prices NEW = new Prices(2, 2, "new");
    private static final Phase BASE = new Phase(new When.Always(), OLD);

    @Test
    void aNewPriceHoldsFromMidnightUtc() {
        var tariff = new Tariff(List.of(BASE, new Phase(new When.From(day("2026-09-01")), NEW)));

        assertThat(tariff.at(at("2026-08-31T23:59:59Z"))).isEqualTo(OLD);
        assertThat(tariff.at(at("2026-09-01T00:00:00Z"))).isEqualTo(NEW);
    }

    @Test
    void aTimeOfDayHoldsFromItsStartToBeforeItsEnd() {
        Tariff tariff = daily("00:30", "16:30");

        assertThat(tariff.at(at("2026-08-31T00:29:59Z"))).isEqualTo(OLD);
        assertThat(tariff.at(at("2026-08-31T00:30:00Z"))).isEqualTo(NEW);
        assertThat(tariff.at(at("2026-08-31T16:29:59Z"))).isEqualTo(NEW);
        assertThat(tariff.at(at("2026-08-31T16:30:00Z"))).isEqualTo(OLD);
    }

    @Test
    void aTimeOfDayMayGoOnAfterMidnight() {
        Tariff tariff = daily("22:00", "06:00");

        assertThat(tariff.at(at("2026-08-31T23:00:00Z"))).isEqualTo(NEW);
        assertThat(tariff.at(at("2026-08-31T05:59:59Z"))).isEqualTo(NEW);
        assertThat(tariff.at(at("2026-08-31T06:00:00Z"))).isEqualTo(OLD);
    }

    @Test
    void ofThoseThatHoldTheLastCounts() {
        var third = new Prices(3, 3, "newest");
        var tariff =
                new Tariff(
                        List.of(
                                BASE,
                                new Phase(new When.From(day("2026-01-01")), NEW),
                                new Phase(new When.From(day("2026-06-01")), third)));

        assertThat(tariff.at(at("2026-03-01T00:00:00Z"))).isEqualTo(NEW);
        assertThat(tariff.at(at("2026-07-01T00:00:00Z"))).isEqualTo(third);
    }

    @Test
    void ifNoneHoldsTheFirstCounts() {
        var tariff = new Tariff(List.of(new Phase(new When.From(day("2026-09-01")), NEW)));

        assertThat(tariff.at(at("2020-01-01T00:00:00Z"))).isEqualTo(NEW);
    }

    private static Tariff daily(String start, String end) {
        return new Tariff(
                List.of(
                        BASE,
                        new Phase(
                                new When.Daily(LocalTime.parse(start), LocalTime.parse(end)),
                                NEW)));
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}
