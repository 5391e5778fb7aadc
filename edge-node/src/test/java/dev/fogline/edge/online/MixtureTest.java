package dev.fogline.edge.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.online.Ask.Delivery;
import dev.fogline.edge.online.Ask.Phase;
import dev.fogline.edge.online.Target.Door;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixtureTest {

    private static final Target SMALL = new Target(Door.EDGE, "device/small", 0.75, 60, 64);
    private static final Target LARGE = new Target(Door.CLOUD, "pool/large", 0.25, 400, 96);

    private final Mixture mixture = new Mixture(List.of(SMALL, LARGE), new Random(1));

    @Test
    void equalSeedsDrawEqualRequests() {
        var again = new Mixture(List.of(SMALL, LARGE), new Random(1));

        assertThat(mixture.draw(100, Phase.STEADY)).isEqualTo(again.draw(100, Phase.STEADY));
    }

    @Test
    void requestsAreNumberedOnFromPhaseToPhase() {
        List<Ask> first = asks(mixture.draw(30, Phase.BEGINNING));
        List<Ask> second = asks(mixture.draw(20, Phase.STEADY));

        assertThat(first).extracting(Ask::index).isEqualTo(upTo(0, 30));
        assertThat(second).extracting(Ask::index).isEqualTo(upTo(30, 50));
        assertThat(second).extracting(Ask::phase).containsOnly(Phase.STEADY);
    }

    @Test
    void targetsAreAskedByTheirShares() {
        List<Ask> asks = asks(mixture.draw(4_000, Phase.STEADY));

        assertThat(asks.stream().filter(ask -> ask.target().equals(SMALL)).count())
                .isBetween(2_850L, 3_150L);
    }

    @Test
    void repeatsAreTheSameRequestInEveryPhase() {
        List<Ask> asks = asks(mixture.draw(200, Phase.BEGINNING));
        asks.addAll(asks(mixture.draw(200, Phase.BURDENED)));

        var kinds =
                asks.stream()
                        .filter(ask -> ask.repeated().isPresent())
                        .collect(
                                Collectors.groupingBy(
                                        ask -> ask.repeated().orElseThrow(),
                                        Collectors.mapping(
                                                MixtureTest::request, Collectors.toSet())));
        assertThat(kinds).hasSize(4);
        assertThat(kinds.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    }

    @Test
    void otherRequestsAreEachTheirOwn() {
        List<String> prompts =
                asks(mixture.draw(400, Phase.STEADY)).stream()
                        .filter(ask -> ask.repeated().isEmpty())
                        .map(Ask::prompt)
                        .toList();

        assertThat(prompts).hasSizeBetween(200, 280).doesNotHaveDuplicates();
    }

    @Test
    void lengthsStayWithinWhatTheTargetTakes() {
        List<Ask> asks = asks(mixture.draw(2_000, Phase.STEADY));

        assertThat(asks)
                .allSatisfy(
                        ask -> {
                            assertThat(ask.maxTokens()).isBetween(2, ask.target().mostTokens());
                            assertThat(ask.prompt().split(" "))
                                    .hasSizeBetween(4, ask.target().mostWords());
                        });
        assertThat(asks).extracting(Ask::delivery).contains(Delivery.STREAM, Delivery.WHOLE);
    }

    @Test
    void oneToThreeClientsAskAtOnce() {
        assertThat(mixture.draw(2_000, Phase.STEADY))
                .extracting(Block::clients)
                .contains(1, 3)
                .allSatisfy(clients -> assertThat(clients).isBetween(1, 3));
    }

    private static List<Ask> asks(List<Block> blocks) {
        return blocks.stream().flatMap(block -> block.asks().stream()).collect(Collectors.toList());
    }

    private static List<Object> request(Ask ask) {
        return List.of(ask.target(), ask.prompt(), ask.maxTokens(), ask.delivery());
    }

    private static List<Integer> upTo(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
