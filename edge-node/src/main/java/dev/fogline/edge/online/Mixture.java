package dev.fogline.edge.online;

import dev.fogline.edge.online.Ask.Delivery;
import dev.fogline.edge.online.Ask.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// The requests of a run, drawn from a seed: prompts and answers of all lengths, streams and not,
/// one to three clients at once: more than that on the few processors of one machine, and what is
/// measured is who of them had to wait for whom.
///
/// Half of the requests are repeats of a few fixed ones, which come again at any time, in the same
/// company as all others: what they differ by is what nobody can predict. Lengths are drawn evenly
/// in logarithms.
final class Mixture {

    private static final double REPEATED = 0.5;

    /// Different requests that are repeated, for each target.
    private static final int KINDS = 2;

    private static final int MOST_CLIENTS = 3;
    private static final int BLOCK_ASKS = 24;
    private static final double STREAMED = 0.7;

    private final List<Target> targets;
    private final RandomGenerator random;
    private final List<Ask> kinds = new ArrayList<>();
    private int drawn;

    Mixture(List<Target> targets, RandomGenerator random) {
        this.targets = List.copyOf(targets);
        this.random = random;
        for (Target target : targets) {
            for (int kind = 0; kind < KINDS; kind++) {
                kinds.add(fresh(target, Phase.BEGINNING));
            }
        }
    }

    /// So many more requests.
    List<Block> draw(int count, Phase phase) {
        var blocks = new ArrayList<Block>();
        for (int left = count; left > 0; left -= BLOCK_ASKS) {
            int clients = 1 + random.nextInt(MOST_CLIENTS);
            var asks = new ArrayList<Ask>();
            for (int i = 0; i < Math.min(left, BLOCK_ASKS); i++) {
                asks.add(next(phase, clients));
            }
            blocks.add(new Block(clients, asks));
        }
        return List.copyOf(blocks);
    }

    private Ask next(Phase phase, int clients) {
        int target = target();
        int index = drawn++;
        if (random.nextDouble() < REPEATED) {
            int kind = target * KINDS + random.nextInt(KINDS);
            return kinds.get(kind).at(index, phase, clients, OptionalInt.of(kind));
        }
        return fresh(targets.get(target), phase).at(index, phase, clients, OptionalInt.empty());
    }

    private Ask fresh(Target target, Phase phase) {
        return new Ask(
                0,
                phase,
                1,
                target,
                Words.some(between(4, target.mostWords()), random),
                between(2, target.mostTokens()),
                random.nextDouble() < STREAMED ? Delivery.STREAM : Delivery.WHOLE,
                OptionalInt.empty());
    }

    private int target() {
        double all = targets.stream().mapToDouble(Target::share).sum();
        double point = random.nextDouble() * all;
        int chosen = 0;
        while (chosen < targets.size() - 1 && point >= targets.get(chosen).share()) {
            point -= targets.get(chosen).share();
            chosen++;
        }
        return chosen;
    }

    private int between(int least, int most) {
        double log = Math.log(least) + random.nextDouble() * (Math.log(most + 1) - Math.log(least));
        return Math.clamp((long) Math.exp(log), least, most);
    }
}
