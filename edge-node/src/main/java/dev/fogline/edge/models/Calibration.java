package dev.fogline.edge.models;

import dev.fogline.cost.MeasuredSpeed;
import dev.fogline.cost.MeasuredSpeed.Batch;
import dev.fogline.cost.MeasuredSpeed.FirstToken;
import dev.fogline.spi.model.Measurement;
import dev.fogline.spi.model.ModelFiles;
import dev.fogline.spi.model.ModelFiles.TrialProgress;
import dev.fogline.spi.model.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Measures a model from all sides: two prompts, of which the longer tells prefill from what comes
/// on top, and one, two, four and eight answers at a time.
///
/// @param files who runs it
/// @param repeats of each trial, of which the median counts, ≥ 1
record Calibration(ModelFiles files, int repeats) {

    private static final int SHORT_PROMPT = 32;
    private static final int LONG_PROMPT = 512;
    private static final int ANSWER = 64;
    private static final List<Integer> TOGETHER = List.of(2, 4, 8);
    private static final int TRIALS = 2 + TOGETHER.size();

    /// @param speed what is worth keeping
    /// @param residentMib memory of the process that ran it, with one short conversation
    record Result(MeasuredSpeed speed, double residentMib) {}

    /// @param contextTokens that the model takes; a longer prompt is cut to what fits
    /// @param progress told now and then how many of how many steps are done
    Result of(Path file, int contextTokens, TrialProgress progress) throws InterruptedException {
        int room = contextTokens - ANSWER;
        int longPrompt = Math.min(LONG_PROMPT, room);
        int shortPrompt = Math.min(SHORT_PROMPT, longPrompt / 2);
        Measurement alone = trial(file, shortPrompt, 1, 0, progress);
        Measurement longer = trial(file, longPrompt, 1, 1, progress);
        var batches = new ArrayList<>(List.of(new Batch(1, alone.decodeTokensPerSecond())));
        for (int i = 0; i < TOGETHER.size(); i++) {
            int answers = TOGETHER.get(i);
            Measurement together = trial(file, shortPrompt, answers, 2 + i, progress);
            batches.add(new Batch(answers, together.decodeTokensPerSecond()));
        }
        return new Result(
                MeasuredSpeed.through(
                        new FirstToken(shortPrompt, alone.firstTokenMillis()),
                        new FirstToken(longPrompt, longer.firstTokenMillis()),
                        batches,
                        alone.loadMillis()),
                alone.residentMib());
    }

    private Measurement trial(
            Path file, int prompt, int answers, int before, TrialProgress progress)
            throws InterruptedException {
        return files.measure(
                file,
                new Trial(OptionalInt.empty(), prompt, ANSWER, answers, repeats),
                (done, of) -> progress.done(before * of + done, TRIALS * of));
    }
}
