package dev.fogline.edge.demo;

import dev.fogline.edge.demo.Asked.Way;
import dev.fogline.edge.door.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Asks every question four ways through the edge node's door.
///
/// The ways alternate question by question, so that whatever disturbs the machine disturbs them
/// alike. The random way comes last: it needs the share of the cloud that the router chose.
final class DemoRun {

    private static final String CHOOSE = "auto";
    private static final String ON_DEVICE = DemoNodes.DEVICE + "/" + DemoNodes.EDGE_MODEL;
    private static final String IN_CLOUD = DemoNodes.CLOUD + "/" + DemoNodes.CLOUD_MODEL;

    private final DemoClient client;
    private final Progress progress;
    private final RandomGenerator random;

    DemoRun(DemoClient client, Progress progress, RandomGenerator random) {
        this.client = client;
        this.progress = progress;
        this.random = random;
    }

    /// @param warmUp asked first and not reported: both models load, and the router learns their
    ///   speeds
    /// @param questions asked and reported, in this order
    List<Asked> run(List<Question> warmUp, List<Question> questions) throws InterruptedException {
        for (int i = 0; i < warmUp.size(); i++) {
            progress.show("warming up", i, warmUp.size());
            client.ask(ON_DEVICE, warmUp.get(i));
            client.ask(IN_CLOUD, warmUp.get(i));
        }
        var asked = new ArrayList<Asked>();
        for (Question question : questions) {
            progress.show("on the edge, in the cloud, routed", asked.size(), questions.size());
            asked.add(
                    new Asked(
                            question,
                            Map.of(
                                    Way.EDGE, client.ask(ON_DEVICE, question),
                                    Way.CLOUD, client.ask(IN_CLOUD, question),
                                    Way.ROUTED, client.ask(CHOOSE, question))));
        }
        return byChance(asked);
    }

    private List<Asked> byChance(List<Asked> asked) throws InterruptedException {
        List<Boolean> toCloud =
                new ArrayList<>(
                        asked.stream().map(one -> one.reply(Way.ROUTED).fromCloud()).toList());
        Collections.shuffle(toCloud, Random.from(random));
        var all = new ArrayList<Asked>();
        for (int i = 0; i < asked.size(); i++) {
            progress.show("by chance", i, asked.size());
            Asked one = asked.get(i);
            all.add(
                    one.with(
                            Way.RANDOM,
                            client.ask(toCloud.get(i) ? IN_CLOUD : ON_DEVICE, one.question())));
        }
        progress.end();
        return List.copyOf(all);
    }
}
