package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Announcement;
import dev.fogline.spi.NodeState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadSpreadTest {

    private static final NodeState OWN = NodeState.ready(3);
    private static final NodeState TOLD = OWN.announcing(new Announcement(7, Optional.empty()));

    @Test
    void decisionsAreSpreadEvenlyAroundTheAnnouncedLoad() {
        assertThat(factor(0)).isEqualTo(0.75);
        assertThat(factor(0.5)).isEqualTo(1);
        assertThat(factor(0.75)).isEqualTo(1.125);
    }

    @Test
    void whatNobodyAnnouncedIsAsItWas() {
        assertThat(LoadSpread.reckoned(OWN, 0.1)).isEqualTo(OWN);
    }

    private static double factor(double chance) {
        return LoadSpread.reckoned(TOLD, chance).announcement().orElseThrow().loadFactor();
    }
}
