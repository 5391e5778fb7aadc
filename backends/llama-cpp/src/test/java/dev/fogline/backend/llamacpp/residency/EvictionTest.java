package dev.fogline.backend.llamacpp.residency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.residency.Eviction.Held;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvictionTest {

    private static final List<Held> HELD =
            List.of(
                    new Held("new", 30, 300, false),
                    new Held("old", 20, 100, false),
                    new Held("busy", 40, 50, true));

    @Test
    void nobodyGoesWhileThereIsRoom() {
        assertThat(Eviction.plan(HELD, 10, 100)).contains(List.of());
    }

    @Test
    void theOneUnusedLongestGoesFirst() {
        assertThat(Eviction.plan(HELD, 11, 100)).contains(List.of("old"));
        assertThat(Eviction.plan(HELD, 31, 100)).contains(List.of("old", "new"));
    }

    @Test
    void aBusyOneStays() {
        assertThat(Eviction.plan(HELD, 60, 100)).contains(List.of("old", "new"));
        assertThat(Eviction.plan(HELD, 61, 100)).isEmpty();
    }
}
