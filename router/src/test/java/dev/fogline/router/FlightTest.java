package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A piece of one letter takes 98 bytes.
@Timeout(10)
class FlightTest {

    private static final Option.Single ORIGIN = Samples.option(Samples.edge());
    private static final Flight.Landing FAILED =
            new Flight.Landed(
                    new Outcome.Failed(Fault.of(FaultKind.UNAVAILABLE, "down"), List.of()));
    private static final long TEN_SECONDS = Duration.ofSeconds(10).toNanos();

    private final HandTicker ticker = new HandTicker();
    private final AtomicInteger stops = new AtomicInteger();
    private final Listener first = new Listener(TEN_SECONDS);
    private final Listener second = new Listener(TEN_SECONDS);
    private final Flight flight = flight(200);

    @Test
    void whoComesLateReadsFromTheBeginning() throws InterruptedException {
        put("a", "b");
        assertThat(read(first, 2)).isEqualTo("ab");

        assertThat(flight.join(second)).isTrue();

        assertThat(read(second, 2)).isEqualTo("ab");
    }

    @Test
    void tellsEachWhatBecameOfItAfterTheLastPiece() throws InterruptedException {
        put("a");
        flight.land(FAILED);

        assertThat(read(first, 1)).isEqualTo("a");
        assertThat(flight.next(first)).isInstanceOf(Flight.Next.Over.class);
    }

    @Test
    void nobodyJoinsWhatHasLanded() {
        flight.land(FAILED);

        assertThat(flight.join(second)).isFalse();
    }

    @Test
    void goesOnWhileAnybodyListens() {
        flight.join(second);

        flight.leave(first);
        assertThat(stops).hasValue(0);

        flight.leave(second);
        assertThat(stops).hasValue(1);
        assertThat(flight.join(new Listener(TEN_SECONDS))).isFalse();
        assertThatThrownBy(() -> put("a")).isInstanceOf(SinkClosedException.class);
    }

    @Test
    void whoLeavesTwiceLeavesOnce() {
        flight.join(second);

        flight.leave(first);
        flight.leave(first);

        assertThat(stops).hasValue(0);
    }

    @Test
    void endsAtOnceWhereAllHadLeftBeforeItBegan() {
        var unbegun = new Flight(first, 200, ticker);
        unbegun.leave(first);

        unbegun.whenGone(stops::incrementAndGet);

        assertThat(stops).hasValue(1);
    }

    @Test
    void theEldestThatListensCarriesTheAttempts() {
        var third = new Listener(TEN_SECONDS);
        flight.join(second);
        flight.join(third);
        flight.leave(first);

        flight.land(FAILED);

        assertThat(List.of(first, second, third))
                .extracting(flight::carries)
                .containsExactly(false, true, false);
    }

    @Test
    void theLastOneThatLeftCarriesThemWhereNobodyListens() {
        flight.join(second);
        flight.leave(second);
        flight.leave(first);

        flight.land(FAILED);

        assertThat(flight.carries(first)).isTrue();
        assertThat(flight.carries(second)).isFalse();
    }

    @Test
    void eachHasItsOwnDeadlineAndTheGenerationTheLatest() throws InterruptedException {
        var patient = new Listener(2 * TEN_SECONDS);
        flight.join(patient);
        put("a");

        ticker.advance(Duration.ofSeconds(10));

        assertThat(flight.deadlineNanos()).isEqualTo(2 * TEN_SECONDS);
        assertThat(flight.next(first)).isInstanceOf(Flight.Next.Late.class);
        assertThat(read(patient, 1)).isEqualTo("a");
    }

    @Test
    void aDeadlineHoldsAlsoWhereWhoHadMoreTimeHasLeft() throws InterruptedException {
        var patient = new Listener(2 * TEN_SECONDS);
        flight.join(patient);
        flight.leave(patient);

        ticker.advance(Duration.ofSeconds(10));

        assertThat(flight.next(first)).isInstanceOf(Flight.Next.Late.class);
    }

    @Test
    void aLongAnswerWaitsForItsOnlyReader() throws InterruptedException {
        Thread generation = generating("a", "b", "c", "d", "e");

        assertThat(read(first, 5)).isEqualTo("abcde");
        generation.join();
    }

    @Test
    void aSlowReaderOfALongAnswerIsCutOffWhereAnotherWaits() throws InterruptedException {
        flight.join(second);
        assertThat(flight.pieces()).isPresent();
        Thread generation = generating("a", "b", "c", "d");

        assertThat(read(second, 4)).isEqualTo("abcd");
        generation.join();

        assertThat(flight.next(first)).isInstanceOf(Flight.Next.CutOff.class);
        assertThat(flight.pieces()).isEmpty();
        assertThat(flight.join(new Listener(TEN_SECONDS))).isFalse();
    }

    private Flight flight(long limitBytes) {
        var flight = new Flight(first, limitBytes, ticker);
        flight.whenGone(stops::incrementAndGet);
        flight.begin(ORIGIN);
        return flight;
    }

    private void put(String... texts) {
        List.of(texts).forEach(text -> flight.accept(Chunk.of(text)));
    }

    private Thread generating(String... texts) {
        return Thread.ofVirtual().start(() -> put(texts));
    }

    private String read(Listener listener, int pieces) throws InterruptedException {
        var text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(((Flight.Next.Piece) flight.next(listener)).chunk().text());
        }
        return text.toString();
    }
}
