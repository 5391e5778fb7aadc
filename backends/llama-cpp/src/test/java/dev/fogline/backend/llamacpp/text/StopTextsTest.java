package dev.fogline.backend.llamacpp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopTextsTest {

    @Test
    void passesEverythingOnWithoutStopTexts() {
        var stops = new StopTexts(List.of());

        assertThat(stops.next("abc")).isEqualTo("abc");
        assertThat(stops.finish()).isEmpty();
    }

    @Test
    void showsNothingOfAStopTextSplitOverParts() {
        var stops = new StopTexts(List.of("STOP"));

        assertThat(stops.next("one S")).isEqualTo("one ");
        assertThat(stops.next("TO")).isEmpty();
        assertThat(stops.next("P two")).isEmpty();
        assertThat(stops.stopped()).isTrue();
        assertThat(stops.finish()).isEmpty();
    }

    @Test
    void showsWhatOnlyBeganLikeAStopText() {
        var stops = new StopTexts(List.of("STOP"));

        assertThat(stops.next("ST")).isEmpty();
        assertThat(stops.next("ART S")).isEqualTo("START ");
        assertThat(stops.finish()).isEqualTo("S");
        assertThat(stops.stopped()).isFalse();
    }

    @Test
    void holdsBackTheLongestPossibleBeginning() {
        var stops = new StopTexts(List.of("aab", "b!"));

        assertThat(stops.next("xaaa")).isEqualTo("xa");
        assertThat(stops.next("b")).isEmpty();
        assertThat(stops.stopped()).isTrue();
    }

    @Test
    void endsAtTheEarliestOfSeveral() {
        assertThat(new StopTexts(List.of("two", "one")).next("zero one two")).isEqualTo("zero ");
    }
}
