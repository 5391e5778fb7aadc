package dev.fogline.cost.quality;

import java.util.Arrays;

/// The remembered prompts most like a new one, and how like. Immutable.
final class Neighbours {

    /// How many are asked; 100 did as well as or better than 50 and 200 by cross-validation.
    static final int MOST = 100;

    /// Positions in the memory.
    private final int[] prompts;

    /// One per prompt, in (0, 1].
    private final float[] similarities;

    private Neighbours(int[] prompts, float[] similarities) {
        this.prompts = prompts;
        this.similarities = similarities;
    }

    /// @param similar one per prompt in memory, ≥ 0
    static Neighbours of(float[] similar) {
        float least = kthLargest(similar);
        int[] prompts = new int[MOST];
        float[] similarities = new float[MOST];
        int count = 0;
        for (int prompt = 0; prompt < similar.length && count < MOST; prompt++) {
            if (similar[prompt] > 0 && similar[prompt] >= least) {
                prompts[count] = prompt;
                similarities[count++] = similar[prompt];
            }
        }
        return new Neighbours(Arrays.copyOf(prompts, count), Arrays.copyOf(similarities, count));
    }

    /// The least similarity of the [#MOST] largest, by a heap of them whose least is on top.
    private static float kthLargest(float[] similar) {
        if (similar.length <= MOST) {
            return 0;
        }
        float[] heap = new float[MOST];
        for (float each : similar) {
            if (each > heap[0]) {
                sink(heap, each);
            }
        }
        return heap[0];
    }

    /// Replaces the least by a larger one.
    private static void sink(float[] heap, float value) {
        int at = 0;
        for (int child = 1; child < heap.length; child = 2 * at + 1) {
            if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= value) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = value;
    }

    int size() {
        return prompts.length;
    }

    int prompt(int index) {
        return prompts[index];
    }

    /// How like it is, in (0, 1].
    float similarity(int index) {
        return similarities[index];
    }

    /// The closest prompt's similarity, in [0, 1]; 0 without any.
    double closest() {
        float closest = 0;
        for (float each : similarities) {
            closest = Math.max(closest, each);
        }
        return Math.min(1, closest);
    }

    /// How good answers to them were: their grades, weighed by similarity squared, and the base
    /// rate where none of them was graded.
    double mean(Grades grades, double base) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < prompts.length; i++) {
            float grade = grades.of(prompts[i]);
            if (!Float.isNaN(grade)) {
                double weight = (double) similarities[i] * similarities[i];
                sum += weight * grade;
                total += weight;
            }
        }
        return total == 0 ? base : sum / total;
    }
}
