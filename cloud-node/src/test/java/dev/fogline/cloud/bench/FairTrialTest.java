package dev.fogline.cloud.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairTrialTest {

    private static final List<Arrival> OTHERS =
            List.of(new Arrival(0, 1, 1), new Arrival(4, 1, 1), new Arrival(8, 1, 1));

    @Test
    void theOthersTakeTurns() {
        assertThat(FairTrial.without(OTHERS))
                .extracting(Due::tenant)
                .containsExactly("a", "b", "c");
    }

    @Test
    void theFloodLastsAsLongAsTheOthersAndSendsTenTimesItsShare() {
        List<Arrival> flood = Collections.nCopies(7, new Arrival(1, 1, 1));

        List<Due> together = FairTrial.with(OTHERS, flood);

        assertThat(together).hasSize(10);
        assertThat(together.getLast().arrival().atSeconds()).isCloseTo(8, within(1e-9));
        assertThat(FairTrial.floodRequests(300)).isEqualTo(750);
        assertThat(FairTrial.othersShare()).isEqualTo(0.8);
    }

    @Test
    void onlyTheOthersAreLookedAt() {
        List<Due> due =
                List.of(new Due(OTHERS.get(0), "a"), new Due(OTHERS.get(1), FairTrial.FLOOD));

        assertThat(FairTrial.others(due, List.of(Asked.FAILED, new Asked(true, 1, 2))))
                .containsExactly(Asked.FAILED);
    }
}
