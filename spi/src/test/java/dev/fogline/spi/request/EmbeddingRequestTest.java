package dev.fogline.spi.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingRequestTest {

    @Test
    void keepsTheOrderOfItsTexts() {
        assertThat(EmbeddingRequest.of("1", "m", "b", "a").texts()).containsExactly("b", "a");
    }

    @Test
    void refusesEmptyTexts() {
        assertThatThrownBy(() -> EmbeddingRequest.of("1", "m"))
                .hasMessage("texts must not be empty");
        assertThatThrownBy(() -> EmbeddingRequest.of("1", "m", "a", ""))
                .hasMessage("texts must not be empty");
    }

    @Test
    void refusesNoTimeAtAll() {
        assertThatThrownBy(
                        () ->
                                new EmbeddingRequest(
                                        "1",
                                        "m",
                                        List.of("a"),
                                        Duration.ZERO,
                                        "local",
                                        DataClass.PUBLIC))
                .hasMessage("timeout PT0S is not positive");
    }
}
