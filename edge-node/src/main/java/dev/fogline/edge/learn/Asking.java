package dev.fogline.edge.learn;

import dev.fogline.edge.door.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks one model after the other, and keeps every grade as it comes.
final class Asking {

    private final AskedFile file;
    private final Judge judge;
    private final String judgeName;
    private final Progress progress;

    /// @param judgeName tells its grades from another judge's
    Asking(AskedFile file, Judge judge, String judgeName, Progress progress) {
        this.file = file;
        this.judge = judge;
        this.judgeName = judgeName;
        this.progress = progress;
    }

    /// @return one per prompt, same order
    List<Asked> all(Side side, List<LearnPrompt> prompts) throws InterruptedException {
        var all = new ArrayList<Asked>();
        for (LearnPrompt prompt : prompts) {
            progress.show("asking " + side.name(), all.size(), prompts.size());
            all.add(one(side, prompt, "learn-" + all.size()));
        }
        progress.end();
        return List.copyOf(all);
    }

    private Asked one(Side side, LearnPrompt prompt, String id) throws InterruptedException {
        String key = Asked.key(side, judgeName, prompt);
        Optional<Asked> before = file.find(key);
        if (before.isPresent()) {
            return before.get();
        }
        Reply reply = side.ask(id, prompt.text());
        double grade = judge.grade(prompt, side.name(), reply.text());
        var asked =
                new Asked(
                        key,
                        grade,
                        reply.firstTokenMillis(),
                        reply.totalMillis(),
                        reply.costUsd(),
                        reply.tokens());
        file.add(asked);
        return asked;
    }
}
