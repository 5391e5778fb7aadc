package dev.fogline.edge.eval;

import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// What is learnt from and what is judged on; no text is in both.
///
/// @param train in random order
/// @param test as in its file
/// @param dropped how many prompts were not learnt from because their text is judged on
/// @param split how the parts were told apart
record Parts(List<AnsweredPrompt> train, List<AnsweredPrompt> test, int dropped, String split) {

    static final String TRAIN = "train";
    static final String DEV = "dev";

    Parts {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    /// Two files, or the `train` and `dev` split of one.
    ///
    /// @param labels how many prompts to learn from at most, drawn at random
    static Parts of(
            Path trainFile,
            Path testFile,
            AnsweredPrompt.Fields fields,
            int labels,
            Random random) {
        List<AnsweredPrompt> learnable = AnsweredFile.read(trainFile, fields);
        boolean one = same(trainFile, testFile);
        List<AnsweredPrompt> test =
                one ? split(learnable, DEV, testFile) : AnsweredFile.read(testFile, fields);
        var train = new ArrayList<>(one ? split(learnable, TRAIN, trainFile) : learnable);
        Collections.shuffle(train, random);
        int before = train.size();
        Set<String> judged = new HashSet<>();
        test.forEach(prompt -> judged.add(prompt.key()));
        train.removeIf(prompt -> judged.contains(prompt.key()));
        return new Parts(
                train.subList(0, Math.min(labels, train.size())),
                test,
                before - train.size(),
                one ? "train and dev of one file" : "two files");
    }

    private static List<AnsweredPrompt> split(
            List<AnsweredPrompt> prompts, String split, Path file) {
        List<AnsweredPrompt> chosen =
                prompts.stream().filter(prompt -> prompt.split().equals(split)).toList();
        if (chosen.isEmpty()) {
            throw new CommandException(
                    file + " is to learn from and to judge on, and has no split '" + split + "'");
        }
        return chosen;
    }

    private static boolean same(Path first, Path second) {
        try {
            return Files.isSameFile(first, second);
        } catch (IOException failed) {
            throw new CommandException("cannot read " + failed.getMessage(), failed);
        }
    }
}
