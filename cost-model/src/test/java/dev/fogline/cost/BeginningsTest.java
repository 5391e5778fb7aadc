package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BeginningsTest {

    @Test
    void expectsNoCacheUntilOneWasSeen() {
        assertThat(Beginnings.UNKNOWN.cachedTokens(of(5), 100)).isZero();
        assertThat(Beginnings.UNKNOWN.learn(of(5), 100, 0, 50).cachedTokens(of(5), 200)).isZero();
    }

    @Test
    void aConversationThatGoesOnIsCachedAsFarAsItWent() {
        Beginnings known = Beginnings.UNKNOWN.learn(of(5), 100, 0, 50).learn(of(5), 200, 150, 10);

        assertThat(known.seen(of(5))).isTrue();
        assertThat(known.cachedTokens(of(5), 300)).isEqualTo(210);
        assertThat(known.cachedTokens(of(5), 100)).isEqualTo(99); // the last one is always read
    }

    @Test
    void whatEveryPromptBeginsWithIsCachedForStrangers() {
        Beginnings known = Beginnings.UNKNOWN.learn(of(5), 100, 59, 50);

        assertThat(known.cachedTokens(of(6), 200)).isEqualTo(59);
        assertThat(known.cachedTokens(of(6), 20)).isEqualTo(19);
    }

    @Test
    void theNextOfTheSamePlaceTakesIt() {
        Beginnings known = Beginnings.UNKNOWN.learn(of(5), 100, 0, 50).learn(of(133), 100, 0, 50);

        assertThat(known.seen(of(5))).isFalse();
        assertThat(known.seen(of(133))).isTrue();
    }

    private static Features of(int prefix) {
        return new Features(
                400, 100, Spread.exactly(1), 1, DataClass.PUBLIC, Set.of(), 0, prefix, Terms.NONE);
    }
}
