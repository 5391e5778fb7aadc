package dev.fogline.edge.models;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.pull.PullWatch;
import dev.fogline.edge.pull.Sha256;
import dev.fogline.spi.model.Capacity;
import dev.fogline.spi.model.MemoryNeed;
import dev.fogline.spi.model.ModelFacts;
import dev.fogline.spi.model.ModelFileException;
import dev.fogline.spi.model.ModelFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/// Judges models on this machine.
///
/// @param files who knows what model files are
/// @param machine this one
record Judging(ModelFiles files, Machine machine) {

    /// As many tokens as a node gives a conversation unless it is told otherwise.
    private static final int USUAL_CONTEXT_TOKENS = 4096;

    /// @throws CommandException if it is none that can be used, with the reason
    static ModelFacts inspect(ModelFiles files, Installed model) {
        try {
            return files.inspect(model.file());
        } catch (ModelFileException bad) {
            throw new CommandException(bad.getMessage(), bad);
        }
    }

    /// The same for a file that is not under its name yet.
    static void check(ModelFiles files, Path part, String name) {
        try {
            files.inspect(part);
        } catch (ModelFileException bad) {
            throw new CommandException(
                    "what came is no model that can be used, and was thrown away: "
                            + bad.getMessage().replace(part.toString(), name),
                    bad);
        }
    }

    /// Everything that can be found out without running it.
    ///
    /// @param contextTokens 0 for what suits the model
    /// @param slots conversations at a time
    Verdict verdict(Installed model, int contextTokens, int slots, PullWatch watch)
            throws InterruptedException {
        var problems = new ArrayList<String>();
        Optional<String> checksum = checksum(model, watch);
        if (checksum.isPresent() && !checksum.equals(model.receipt().map(Receipt::sha256))) {
            problems.add("the content is not what was pulled: sha256 " + checksum.get());
        }
        try {
            ModelFacts facts = files.inspect(model.file());
            var capacity = new Capacity(tokens(facts, contextTokens), slots);
            MemoryNeed need = files.memory(model.file(), capacity);
            if (need.total() > machine.memoryBytes()) {
                problems.add(
                        "it does not fit this machine's memory; fewer --slots or --context-tokens take less");
            }
            return new Verdict(
                    model, Optional.of(new Verdict.Judged(facts, capacity, need)), problems);
        } catch (ModelFileException bad) {
            problems.addFirst(bad.getMessage());
            return new Verdict(model, Optional.empty(), problems);
        }
    }

    /// Empty if nobody knows what it should be.
    private static Optional<String> checksum(Installed model, PullWatch watch)
            throws InterruptedException {
        return model.receipt().isPresent()
                ? Optional.of(Sha256.of(model.file(), watch))
                : Optional.empty();
    }

    private static int tokens(ModelFacts facts, int wanted) {
        return wanted > 0
                ? wanted
                : Math.min(
                        USUAL_CONTEXT_TOKENS, facts.contextTokens().orElse(USUAL_CONTEXT_TOKENS));
    }
}
