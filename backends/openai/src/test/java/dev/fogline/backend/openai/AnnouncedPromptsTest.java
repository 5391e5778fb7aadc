package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is unread at a server, as it announced it and as this node knows of its own prompts.
class AnnouncedPromptsTest {

    private final Standing standing =
            new Standing(
                    Fixture.settings("http://127.0.0.1:1/v1", Map.of("models", "m")), () -> 0L);

    @BeforeEach
    void comeUp() {
        standing.probed(standing.models(), 1);
    }

    @Test
    void aPromptThatWasSentSinceIsAdded() {
        announce(1, 300);
        standing.started("m", 60);

        assertThat(unreadTokens()).isEqualTo(360);
    }

    @Test
    void whereOnlyOnesOwnWereUnreadNoneIsLeftWhenTheyAreRead() {
        Standing.Asked asked = standing.started("m", 60);
        announce(1, 135);
        assertThat(unreadTokens()).isEqualTo(135);

        asked.read();
        assertThat(unreadTokens()).isZero();

        asked.ended();
        assertThat(unreadTokens()).isZero();
    }

    @Test
    void thoseOfOthersStayUnreadUntilTheServerSaysOtherwise() {
        Standing.Asked asked = standing.started("m", 60);
        announce(2, 435);
        asked.read();
        assertThat(unreadTokens()).isEqualTo(375);

        announce(2, 0);
        assertThat(unreadTokens()).isZero();
    }

    private int unreadTokens() {
        return standing.state("m").unreadTokens();
    }

    private void announce(int running, int unreadTokens) {
        NodeState state =
                new NodeState(Readiness.READY, 4, running, 0, 0, 0, 0, 0).reading(unreadTokens);
        standing.heard(new Heard(Map.of("m", state), Duration.ofSeconds(1)));
    }
}
