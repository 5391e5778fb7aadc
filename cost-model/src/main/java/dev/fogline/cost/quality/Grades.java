package dev.fogline.cost.quality;

/// How good one model's answers to the remembered prompts were. Immutable.
final class Grades {

    /// One per prompt in memory; NaN where the model was not asked.
    private final float[] grades;

    /// @param grades one per prompt in memory, in [0, 1], or NaN where the model was not asked;
    ///   kept as sixteen bits hold them
    Grades(float[] grades) {
        this.grades = new float[grades.length];
        for (int i = 0; i < grades.length; i++) {
            if (grades[i] < 0 || grades[i] > 1) {
                throw new IllegalArgumentException("grade " + grades[i] + " not in [0, 1]");
            }
            this.grades[i] = HalfFloats.round(grades[i]);
        }
    }

    int size() {
        return grades.length;
    }

    /// NaN where the model was not asked.
    float of(int prompt) {
        return grades[prompt];
    }
}
