package dev.fogline.edge.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.quality.Graded;
import dev.fogline.edge.config.PolicyFile;
import dev.fogline.edge.learn.Frontier.Point;
import dev.fogline.edge.learn.Frontier.Prompted;
import dev.fogline.router.Limits;
import dev.fogline.router.Plugins;
import dev.fogline.router.PolicyBook;
import dev.fogline.router.TermHashing;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Prices;
import dev.fogline.spi.tck.FakeBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The weak model knows rivers and cannot add; the strong one can both, for a thousandth of a
/// dollar.
class FrontierTest {

    private static final String[] NAMES = {"anna", "bert", "cleo", "dora", "emil", "fred"};

    private final Frontier.Pair pair =
            new Frontier.Pair(
                    side("small", Tier.DEVICE, Prices.FREE),
                    side("large", Tier.CLOUD, new Prices(1_000_000, 1_000_000, "test")));
    private final Frontier frontier = Frontier.of(prompts(), pair);

    @Test
    void goesFromTheWeakModelToTheStrongOne() {
        List<Point> curve = frontier.curve();

        assertThat(curve).hasSize(21);
        assertThat(curve.getFirst()).isEqualTo(new Point("", 0, 0.5, 0));
        assertThat(curve.getLast().cloudShare()).isEqualTo(1);
        assertThat(curve.getLast().quality()).isEqualTo(1);
        assertThat(curve.getLast().costUsd()).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void halfOfThePromptsHaveAllTheGain() {
        Point half = frontier.curve().get(10);

        assertThat(half.cloudShare()).isEqualTo(0.5);
        assertThat(half.quality()).isEqualTo(1);
        assertThat(half.costUsd()).isCloseTo(0.0005, within(1e-12));
    }

    @Test
    void placesPolicies() {
        PolicyBook book =
                new PolicyFile(Map.of(), Plugins.load(Path.of("")), Limits.DEFAULT).readyMade();

        List<Point> placed = frontier.policies(book, pair);

        assertThat(placed).extracting(Point::name).isSorted().contains("balanced", "discreet");
        assertThat(named(placed, "edge-only").cloudShare()).isZero();
        assertThat(named(placed, "cloud-only").cloudShare()).isEqualTo(1);
        // a good answer is worth a cent, and costs a tenth of that where it is needed
        assertThat(named(placed, "balanced").cloudShare()).isBetween(0.4, 0.7);
        assertThat(named(placed, "balanced").quality()).isGreaterThan(0.9);
    }

    @Test
    void drawsItselfWithoutMarkupOfItsTitle() {
        String svg =
                FrontierSvg.of(
                        frontier.curve(), List.of(new Point("a<b", 0.5, 1, 0)), "small & large");

        assertThat(svg)
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 460\"")
                .contains("small &amp; large", "1  a&lt;b", "<polyline")
                .endsWith("</svg>\n");
    }

    private static Point named(List<Point> points, String name) {
        return points.stream().filter(point -> point.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Prompted> prompts() {
        return IntStream.range(0, 120)
                .mapToObj(
                        i -> {
                            boolean river = i % 2 == 0;
                            String who = NAMES[i % 6] + " " + NAMES[i / 6 % 6] + " number " + i;
                            String text =
                                    river
                                            ? "which river flows past the town of " + who
                                            : "add up the coins that " + who + " has";
                            double weak = river ? 1 : 0;
                            return new Prompted(
                                    text,
                                    new Graded(
                                            TermHashing.of(text),
                                            Map.of("small", weak, "large", 1.0)),
                                    new Asked("w" + i, weak, 10, 20, 0, List.of()),
                                    new Asked("s" + i, 1, 30, 60, 0.001, List.of()));
                        })
                .toList();
    }

    /// Nobody is asked.
    private static Side side(String name, Tier tier, Prices prices) {
        return new Side(name, tier, new FakeBackend(name), prices, false);
    }
}
