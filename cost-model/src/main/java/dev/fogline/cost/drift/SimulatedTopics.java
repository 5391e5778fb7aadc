package dev.fogline.cost.drift;

import dev.fogline.cost.Logistic;
import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Prompts of topics that do not exist, of which everything is known.
///
/// A prompt has words of its topic, words that every topic has, and a mark of how hard it is; hard
/// ones are answered worse, by the weak model more so:
///
/// ```
/// weak   = sigmoid(the topic's weak - hardness)          hardness from a standard normal distribution
/// strong = sigmoid(the topic's strong - hardness / 2)
/// ```
///
/// Numbers of words are about those of MMLU's questions with their options left out (assumed).
public final class SimulatedTopics {

    private static final int TOPIC_WORDS = 60;
    private static final int COMMON_WORDS = 300;
    private static final int WORDS_OF_TOPIC = 10;
    private static final int WORDS_IN_COMMON = 20;
    private static final int LEVELS = 5;

    private final RandomGenerator random;

    public SimulatedTopics(RandomGenerator random) {
        this.random = random;
    }

    /// A topic and how good both models are at it.
    ///
    /// @param number ≥ 0, other than that of other topics; its words are told by it
    /// @param weak log odds of a good answer to a prompt of middling hardness
    /// @param strong the same of the strong model
    public record Topic(String name, int number, double weak, double strong) {}

    public List<DriftPrompt> prompts(Topic topic, int count) {
        var prompts = new ArrayList<DriftPrompt>();
        for (int i = 0; i < count; i++) {
            prompts.add(prompt(topic));
        }
        return List.copyOf(prompts);
    }

    public DriftPrompt prompt(Topic topic) {
        int[] buckets = new int[WORDS_OF_TOPIC + WORDS_IN_COMMON + 1];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] =
                    i < WORDS_OF_TOPIC
                            ? COMMON_WORDS
                                    + topic.number() * TOPIC_WORDS
                                    + random.nextInt(TOPIC_WORDS)
                            : random.nextInt(COMMON_WORDS);
        }
        double hardness = random.nextGaussian();
        int level = Math.clamp(Math.round(hardness + LEVELS / 2.0 - 0.5), 0, LEVELS - 1);
        buckets[buckets.length - 1] = Terms.FIRST_MARK + level;
        double weak = Logistic.sigmoid(topic.weak() - hardness);
        double strong = Logistic.sigmoid(topic.strong() - hardness / 2);
        return new DriftPrompt(
                Terms.of(buckets),
                topic.name(),
                random.nextDouble() < weak ? 1 : 0,
                random.nextDouble() < strong ? 1 : 0,
                weak,
                strong);
    }
}
