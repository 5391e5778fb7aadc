package dev.fogline.cost.quality;

import dev.fogline.cost.quality.QualityModel.Known;
import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A [QualityModel] as bytes: what was learnt, and of prompts their hashed terms only.
///
/// ```
/// model  = idf of unknown terms (half), idf by bucket (sparse), prompts, usual similarity (real), models
/// prompt = number of terms, the gaps between them
/// model  = name, base, bias, offset and slope of the calibration (real), weights (sparse),
///          a grade per prompt (half, NaN where the model was not asked)
/// end    = by model the number of knots of its reliability, and the knots (two reals each)
/// ```
///
/// What an earlier version wrote has no end: its models have no knots.
public final class QualityBytes {

    private QualityBytes() {}

    /// Equal models make equal bytes.
    public static byte[] of(QualityModel model) {
        var out = new BytesOut();
        out.half(model.weights().unknown());
        out.sparse(model.weights().values());
        List<Terms> prompts = model.memory().prompts();
        out.count(prompts.size());
        prompts.forEach(prompt -> write(prompt, out));
        out.real(model.familiarity().usual());
        out.count(model.known().size());
        model.known()
                .forEach(
                        (name, known) -> {
                            out.text(name);
                            write(known, out);
                        });
        model.known().values().forEach(known -> known.calibration().reliability().write(out));
        return out.all();
    }

    /// @throws IllegalArgumentException if they are not what [#of] made
    public static QualityModel read(byte[] bytes) {
        var in = new BytesIn(bytes);
        TermWeights weights = TermWeights.of(in.half(), in.sparse(Terms.BUCKETS));
        int prompts = in.length();
        var memory = new ArrayList<Terms>();
        for (int i = 0; i < prompts; i++) {
            memory.add(terms(in));
        }
        var familiarity = new Familiarity(in.real());
        int models = in.length();
        var known = new TreeMap<String, Known>();
        for (int i = 0; i < models; i++) {
            known.put(in.text(), known(in, prompts));
        }
        if (!in.atEnd()) {
            known.replaceAll((name, model) -> model.with(Reliability.read(in)));
        }
        return new QualityModel(weights, PromptMemory.of(memory, weights), familiarity, known);
    }

    private static void write(Terms terms, BytesOut out) {
        out.count(terms.size());
        int before = 0;
        for (int i = 0; i < terms.size(); i++) {
            out.count(terms.bucket(i) - before);
            before = terms.bucket(i);
        }
    }

    private static Terms terms(BytesIn in) {
        int[] buckets = new int[in.length()];
        int before = 0;
        for (int i = 0; i < buckets.length; i++) {
            before += in.count();
            buckets[i] = before;
        }
        return Terms.of(buckets);
    }

    private static void write(Known known, BytesOut out) {
        out.real(known.head().base());
        out.real(known.head().bias());
        out.real(known.calibration().offset());
        out.real(known.calibration().slope());
        out.sparse(known.head().weights());
        for (int prompt = 0; prompt < known.grades().size(); prompt++) {
            out.half(known.grades().of(prompt));
        }
    }

    private static Known known(BytesIn in, int prompts) {
        double base = in.real();
        double bias = in.real();
        var calibration = new Calibration(in.real(), in.real());
        QualityHead head = QualityHead.of(base, bias, in.sparse(Terms.BUCKETS));
        float[] grades = new float[prompts];
        for (int i = 0; i < prompts; i++) {
            grades[i] = in.half();
        }
        return new Known(head, calibration, new Grades(grades));
    }
}
