package dev.fogline.edge.eval;

import dev.fogline.cost.drift.DriftPrompt;
import dev.fogline.cost.drift.SimulatedTopics;
import dev.fogline.cost.drift.SimulatedTopics.Topic;
import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.OnlineQuality;
import dev.fogline.cost.quality.QualityFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Six topics that were learnt, of which the weak model is good at some; then it becomes bad at one
/// of them and good at another, and two that nobody saw before arrive: one it is good at, one not.
final class SimulatedDrift {

    private static final int LEARNT = 3_000;
    private static final int REQUESTS = 6_000;
    private static final int HELD_OUT = 4_000;
    private static final double STRONG = 2.2;
    private static final String TURNS_BAD = "turns bad";
    private static final String TURNS_GOOD = "turns good";

    private static final List<Topic> OLD =
            List.of(
                    new Topic(TURNS_BAD, 0, 2.5, STRONG),
                    new Topic("good", 1, 2, STRONG),
                    new Topic("fair", 2, 1, STRONG),
                    new Topic("even", 3, 0, STRONG),
                    new Topic("bad", 4, -1, STRONG),
                    new Topic(TURNS_GOOD, 5, -1.5, STRONG));
    private static final Topic NEW = new Topic("new, weak is bad", 6, -1.5, 1.5);
    private static final Topic NEW_GOOD = new Topic("new, weak is good", 7, 2.5, STRONG);

    private SimulatedDrift() {}

    static DriftScene of(Random random) {
        var topics = new SimulatedTopics(random);
        var learnt = new ArrayList<Graded>();
        for (int i = 0; i < LEARNT; i++) {
            learnt.add(graded(topics.prompt(OLD.get(random.nextInt(OLD.size())))));
        }
        List<Topic> after = new ArrayList<>(OLD);
        after.set(0, new Topic(TURNS_BAD, 0, -1.5, STRONG));
        after.set(OLD.size() - 1, new Topic(TURNS_GOOD, OLD.size() - 1, 2.5, STRONG));
        after.addAll(List.of(NEW, NEW_GOOD));
        var stream = new ArrayList<DriftPrompt>();
        for (int i = 0; i < REQUESTS; i++) {
            stream.add(topics.prompt(after.get(random.nextInt(after.size()))));
        }
        return new DriftScene(
                "simulated",
                OnlineQuality.over(QualityFit.of(learnt).model()),
                stream,
                Map.of(
                        NEW.name(),
                        "arrives",
                        NEW_GOOD.name(),
                        "arrives",
                        TURNS_BAD,
                        "turns",
                        TURNS_GOOD,
                        "turns"),
                topics.prompts(NEW, DriftScene.LABELS),
                topics.prompts(NEW, HELD_OUT));
    }

    static Graded graded(DriftPrompt prompt) {
        return new Graded(
                prompt.terms(),
                Map.of(JudgedPrompt.WEAK, prompt.weak(), JudgedPrompt.STRONG, prompt.strong()));
    }
}
