package dev.fogline.edge.eval;

import dev.fogline.cost.drift.DriftPrompt;
import dev.fogline.cost.quality.OnlineQuality;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.edge.door.CommandException;
import dev.fogline.router.TermHashing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/// The largest topic of a file is left out and then arrives; the models change places on the topic
/// where the strong one gains most. What is expected of a topic is what its answers turned out to
/// be worth on average.
final class FiledDrift {

    private static final int LEAST_PROMPTS = 2 * DriftScene.LABELS;

    private FiledDrift() {}

    /// @throws CommandException if no topic is large enough
    static DriftScene of(Path file, AnsweredPrompt.Fields fields, Random random) {
        var byTopic = new TreeMap<String, List<AnsweredPrompt>>();
        for (AnsweredPrompt prompt : AnsweredFile.read(file, fields)) {
            if (prompt.split().isEmpty()
                    || prompt.split().equals(Parts.TRAIN)
                    || prompt.split().equals(Parts.DEV)) {
                byTopic.computeIfAbsent(prompt.topic(), topic -> new ArrayList<>()).add(prompt);
            }
        }
        var largest =
                byTopic.entrySet().stream()
                        .max(Comparator.comparingInt(topic -> topic.getValue().size()));
        if (byTopic.size() < 2 || largest.get().getValue().size() < LEAST_PROMPTS) {
            throw new CommandException(
                    file
                            + " needs two topics ('domain' or 'task'), one of "
                            + LEAST_PROMPTS
                            + " prompts");
        }
        var prompts = new TreeMap<String, List<DriftPrompt>>();
        byTopic.forEach((topic, graded) -> prompts.put(topic, prompts(graded)));
        return scene(file.toString(), prompts, largest.get().getKey(), random);
    }

    private static DriftScene scene(
            String source, Map<String, List<DriftPrompt>> prompts, String arriving, Random random) {
        var fresh = new ArrayList<>(Objects.requireNonNull(prompts.remove(arriving)));
        Collections.shuffle(fresh, random);
        String turning =
                prompts.entrySet().stream()
                        .filter(topic -> topic.getValue().size() >= DriftScene.LABELS / 2)
                        .max(
                                Comparator.comparingDouble(
                                        topic -> topic.getValue().getFirst().gain()))
                        .map(Map.Entry::getKey)
                        .orElseGet(() -> prompts.keySet().iterator().next());
        var learnt = new ArrayList<DriftPrompt>();
        var stream = new ArrayList<DriftPrompt>(fresh);
        prompts.forEach(
                (topic, all) -> {
                    var shuffled = new ArrayList<>(all);
                    Collections.shuffle(shuffled, random);
                    int half = shuffled.size() / 2;
                    learnt.addAll(shuffled.subList(0, half));
                    shuffled.subList(half, shuffled.size())
                            .forEach(
                                    one -> stream.add(topic.equals(turning) ? one.swapped() : one));
                });
        Collections.shuffle(learnt, random);
        Collections.shuffle(stream, random);
        QualityFit fit = QualityFit.of(learnt.stream().map(SimulatedDrift::graded).toList());
        return new DriftScene(
                source,
                OnlineQuality.over(fit.model()),
                stream,
                Map.of(arriving, "arrives", turning, "turns"),
                fresh.subList(0, DriftScene.LABELS),
                fresh.subList(DriftScene.LABELS, fresh.size()));
    }

    private static List<DriftPrompt> prompts(List<AnsweredPrompt> graded) {
        double weak = graded.stream().mapToDouble(AnsweredPrompt::weak).average().orElse(0);
        double strong = graded.stream().mapToDouble(AnsweredPrompt::strong).average().orElse(0);
        return graded.stream()
                .map(
                        prompt ->
                                new DriftPrompt(
                                        TermHashing.of(prompt.text()),
                                        prompt.topic(),
                                        prompt.weak(),
                                        prompt.strong(),
                                        weak,
                                        strong))
                .toList();
    }
}
