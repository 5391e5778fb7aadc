package dev.fogline.cost.unseen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Which points are held out together: five folds, every repeat of a point in the fold of its
/// point.
public enum Folds {
    /// Of every five points in ascending order each goes to another fold, by chance, so that folds
    /// are as alike as they can be (stratified cross-validation, Kohavi, IJCAI 1995) and neighbours
    /// are rarely held out together.
    STRATIFIED,
    /// Points are dealt by chance alone.
    SHUFFLED;

    /// How many there are.
    public static final int COUNT = 5;

    /// @param points equal ones are one point
    /// @param random draws the folds
    /// @return the fold of each point, from 0 to 4
    public <T extends Comparable<T>> Map<T, Integer> of(
            Collection<T> points, RandomGenerator random) {
        List<T> ordered = new ArrayList<>(new TreeSet<>(points));
        if (this == SHUFFLED) {
            shuffle(ordered, random);
        }
        var folds = new HashMap<T, Integer>();
        for (int from = 0; from < ordered.size(); from += COUNT) {
            List<Integer> dealt = new ArrayList<>(List.of(0, 1, 2, 3, 4));
            shuffle(dealt, random);
            for (int i = from; i < Math.min(from + COUNT, ordered.size()); i++) {
                folds.put(ordered.get(i), dealt.get(i - from));
            }
        }
        return folds;
    }

    private static <E> void shuffle(List<E> list, RandomGenerator random) {
        for (int i = list.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            E moved = list.get(i);
            list.set(i, list.get(other));
            list.set(other, moved);
        }
    }
}
