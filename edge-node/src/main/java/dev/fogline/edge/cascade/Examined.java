package dev.fogline.edge.cascade;

import dev.fogline.edge.demo.Question;
import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A question with both models' answers.
///
/// @param terms of its prompt
/// @param edge of the model that drafts
/// @param cloud of the one that drafts are handed over to
record Examined(Question question, Terms terms, Answered edge, Answered cloud) {

    /// In an order that does not follow the file's.
    static List<Examined> shuffled(List<Examined> all, long seed) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return List.copyOf(shuffled);
    }
}
