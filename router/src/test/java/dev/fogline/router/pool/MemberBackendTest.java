package dev.fogline.router.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.NodeState;
import dev.fogline.spi.tck.FakeBackend;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemberBackendTest {

    private static final Duration SLOW = Duration.ofSeconds(10);

    private final FakeBackend engine = new FakeBackend("m");
    private long nowNanos;

    @Test
    void thoseThatTheNodeBeginsWithHaveTheirShareAtOnce() {
        assertThat(member(false).share()).isEqualTo(new Share(0, 1));
    }

    @Test
    void oneThatJoinsLaterStartsSlowly() {
        MemberBackend late = member(true);

        assertThat(late.share().ramp()).isEqualTo(0.1);
        pass(Duration.ofSeconds(4));
        assertThat(late.share().ramp()).isEqualTo(0.4);
        pass(Duration.ofSeconds(6));
        assertThat(late.share().ramp()).isEqualTo(1);
    }

    @Test
    void oneThatWasDownStartsSlowly() {
        MemberBackend member = member(false);
        engine.show(NodeState.down(0));
        member.share();
        pass(Duration.ofMinutes(1));
        engine.show(NodeState.ready(0));

        assertThat(member.share().ramp()).isEqualTo(0.1);
        pass(SLOW);
        assertThat(member.share().ramp()).isEqualTo(1);
    }

    @Test
    void withoutASlowStartAllIsThereAtOnce() {
        assertThat(new MemberBackend(engine, Duration.ZERO, true, () -> nowNanos).share().ramp())
                .isEqualTo(1);
    }

    @Test
    void whatItSaidIsForgottenWhenItFallsSilent() {
        MemberBackend member = member(false);
        member.said(new Load(4, 2, 0.5));
        assertThat(member.tellsLoad()).isTrue();
        assertThat(member.requests()).isEqualTo(6);

        member.silent();

        assertThat(member.tellsLoad()).isFalse();
        assertThat(member.requests()).isZero();
    }

    @Test
    void aMemberThatIsDownIsDownWhateverItSaid() {
        MemberBackend member = member(false);
        member.said(new Load(4, 2, 0.5));
        engine.show(NodeState.down(0));

        assertThat(member.state("m")).isEqualTo(NodeState.down(0));
    }

    private MemberBackend member(boolean late) {
        return new MemberBackend(engine, SLOW, late, () -> nowNanos);
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }
}
