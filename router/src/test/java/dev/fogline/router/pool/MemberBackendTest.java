package dev.fogline.router.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.Announcement;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.FakeBackend;
import dev.fogline.spi.tck.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
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

    @Test
    void oneThatWasChosenCountsBeforeItIsSent() throws Exception {
        MemberBackend member = member(false);
        var request = InferenceRequest.chat("q", "auto", "0123456789abcdef");

        member.book(request.id(), 4);
        member.book(request.id(), 4);
        assertThat(member.share()).isEqualTo(new Share(1, 4, 1));

        var seen = new ArrayList<Share>();
        member.generate(request, "m", chunk -> seen.add(member.share()));

        // the seat that was kept, not another; its prompt is read when the first piece comes
        assertThat(seen).hasSize(3).containsOnly(new Share(1, 0, 1));
        assertThat(member.share()).isEqualTo(new Share(0, 0, 1));
    }

    @Test
    void oneThatWasChosenAndIsNotSentCountsNoLonger() {
        MemberBackend member = member(false);
        member.book("r", 4);

        member.giveUp("r");
        member.giveUp("r");

        assertThat(member.share()).isEqualTo(new Share(0, 0, 1));
    }

    @Test
    void oneThatWasChosenCountsBesideWhatAMemberAnnounces() {
        MemberBackend member = member(false);
        engine.show(
                new NodeState(NodeState.Readiness.READY, 8, 5, 1, 0, 0, 3, 0)
                        .reading(700)
                        .announcing(new Announcement(0, Optional.empty())));

        member.book("r", 40);

        assertThat(member.share()).isEqualTo(new Share(7, 740, 1));
    }

    @Test
    void oneThatFailsLeavesItsSeat() {
        MemberBackend member = member(false);
        engine.play(Script.failing(FaultKind.UNAVAILABLE, "gone"));

        assertThatThrownBy(
                        () ->
                                member.generate(
                                        InferenceRequest.chat("q", "auto", "hello"),
                                        "m",
                                        chunk -> {}))
                .isInstanceOf(BackendException.class);
        assertThat(member.share()).isEqualTo(new Share(0, 0, 1));
    }

    @Test
    void itHasAsManySeatsAsItSaysItHolds() {
        MemberBackend member = member(false);
        assertThat(member.seats()).isEqualTo(Integer.MAX_VALUE);
        member.said(new Load(8, 3, 1));
        assertThat(member.seats()).isEqualTo(8 + 1);
    }

    private MemberBackend member(boolean late) {
        return new MemberBackend(engine, SLOW, late, () -> nowNanos);
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }
}
