package dev.fogline.edge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 1",
        "PT0.001S, 1",
        "PT1S, 1",
        "PT6.000000001S, 7",
        "PT6.9999S, 7",
        "PT7S, 7"
    })
    void nobodyIsToldToComeBackTooEarly(Duration wait, long seconds) {
        assertThat(Exchange.wholeSeconds(wait)).isEqualTo(seconds);
    }
}
