package dev.fogline.cost.quality;

import dev.fogline.cost.quality.QualityModel.Judgement;
import dev.fogline.spi.Observation.Graded;
import dev.fogline.spi.request.Terms;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.CRC32C;

/// What is known of how good models answer, and what grades of their answers taught since.
///
/// A fit says what to expect before a model has answered here; every grade moves the head of the
/// model that gave the answer, and of no other. Where there is no fit, the configured prior is the
/// beginning. What was learnt of a model is of one revision of it: another quantisation under the
/// same name begins with what is known of that.
///
/// Immutable. Equal grades in equal order make equal states, to the last bit.
public final class OnlineQuality {

    /// Models of which grades are kept; the one graded longest ago makes room.
    static final int MOST_MODELS = 64;

    private final QualityModel fit;

    /// Of the fit: heads say what to add to that one, and to no other.
    private final int fitChecksum;

    /// The one graded last comes last.
    private final SequencedMap<ModelIdentity, OnlineHead> heads;

    private OnlineQuality(
            QualityModel fit, int fitChecksum, SequencedMap<ModelIdentity, OnlineHead> heads) {
        this.fit = fit;
        this.fitChecksum = fitChecksum;
        this.heads = heads;
    }

    /// Nothing was graded yet.
    public static OnlineQuality over(QualityModel fit) {
        return new OnlineQuality(fit, checksum(fit), new LinkedHashMap<>());
    }

    private static int checksum(QualityModel fit) {
        var sum = new CRC32C();
        sum.update(QualityBytes.of(fit));
        sum.update(fit.revisions().toString().getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }

    /// How many grades of a model's answers were learnt from.
    public int grades(ModelIdentity model) {
        OnlineHead head = heads.get(model);
        return head == null ? 0 : head.grades();
    }

    /// @param prior what is said of a model of which nothing is known, in [0, 1]
    public Judgement judge(Terms terms, ModelIdentity model, double prior) {
        Judgement known = fit.judge(terms, model, prior);
        OnlineHead head = heads.get(model);
        return head == null
                ? known
                : new Judgement(
                        head.corrected(known.probability(), terms, fit.weights()),
                        known.source(),
                        known.familiarity(),
                        head.grades());
    }

    /// The state that knows this grade too.
    public OnlineQuality learn(Graded graded) {
        var model = new ModelIdentity(graded.model(), graded.revision());
        double known = fit.judge(graded.terms(), model, graded.prior()).probability();
        var next = new LinkedHashMap<>(heads);
        OnlineHead head = next.remove(model);
        OnlineHead before = head == null ? OnlineHead.UNTAUGHT : head;
        var grade = new OnlineHead.Weighed(graded.grade(), graded.weight());
        next.putLast(model, before.learn(known, graded.terms(), fit.weights(), grade));
        if (next.size() > MOST_MODELS) {
            next.pollFirstEntry();
        }
        return new OnlineQuality(fit, fitChecksum, next);
    }

    /// What grades taught, without the fit; equal states make equal bytes.
    public byte[] save() {
        var out = new BytesOut();
        out.count(fitChecksum & Integer.MAX_VALUE);
        out.count(heads.size());
        heads.forEach(
                (model, head) -> {
                    out.text(model.name());
                    out.text(model.revision());
                    head.write(out);
                });
        return out.all();
    }

    /// @throws IllegalArgumentException if the bytes are not what [#save] gave over an equal fit
    public static OnlineQuality load(byte[] saved, QualityModel fit) {
        var in = new BytesIn(saved);
        int checksum = checksum(fit);
        if (in.count() != (checksum & Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("grades were learnt beside another quality prior");
        }
        int models = in.length();
        if (models > MOST_MODELS) {
            throw new IllegalArgumentException(models + " graded models");
        }
        var heads = new LinkedHashMap<ModelIdentity, OnlineHead>();
        for (int i = 0; i < models; i++) {
            heads.putLast(new ModelIdentity(in.text(), in.text()), OnlineHead.read(in));
        }
        if (!in.atEnd()) {
            throw new IllegalArgumentException("what was graded goes on after its end");
        }
        return new OnlineQuality(fit, checksum, heads);
    }
}
