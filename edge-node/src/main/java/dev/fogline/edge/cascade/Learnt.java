package dev.fogline.edge.cascade;

import dev.fogline.cost.cascade.DraftExample;
import dev.fogline.cost.cascade.DraftFit;
import dev.fogline.cost.cascade.LearntDrafts;
import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.edge.door.CommandException;
import dev.fogline.router.QualityFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the calibration questions teach: how good each model's answers will be, and how far the
/// drafts can be trusted.
///
/// Drafts are learnt from with what was expected of their questions by a model that had not seen
/// them, in four folds: what is expected of questions that were learnt from is too sure, and a rule
/// fitted to that would trust it too much.
///
/// @param names that the two models are served under
/// @param revision of the edge model's weights
/// @param quality of both models' answers
/// @param drafts of the edge model's drafts
record Learnt(Names names, String revision, QualityModel quality, DraftFit drafts) {

    private static final int FOLDS = 4;

    /// @param calibration in an order that does not follow the grades
    /// @throws CommandException if it is too little to learn from
    static Learnt from(List<Examined> calibration, Names names, String revision) {
        try {
            return new Learnt(
                    names,
                    revision,
                    QualityFit.of(graded(calibration, names)).model(),
                    DraftFit.of(examples(calibration, names)));
        } catch (IllegalArgumentException unfit) {
            throw new CommandException("cannot learn: " + unfit.getMessage(), unfit);
        }
    }

    /// The names that the two models are served under.
    record Names(String edge, String cloud) {}

    /// As a node reads it.
    ///
    /// @throws CommandException if it cannot be written
    void write(Path file, int questions) {
        try {
            QualityFile.write(
                    file,
                    quality,
                    List.of(new LearntDrafts(names.edge(), revision, drafts.model())),
                    "fitted by `fogline eval cascade` on " + questions + " graded prompts");
        } catch (IOException failed) {
            throw new CommandException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }

    private static List<DraftExample> examples(List<Examined> calibration, Names names) {
        List<QualityModel> unseen = QualityFit.unseen(graded(calibration, names), FOLDS);
        var examples = new ArrayList<DraftExample>();
        for (int i = 0; i < calibration.size(); i++) {
            Examined one = calibration.get(i);
            examples.add(
                    new DraftExample(
                            unseen.get(i).judge(one.terms(), names.edge(), 0).probability(),
                            one.edge().tokens(),
                            one.edge().grade()));
        }
        return examples;
    }

    private static List<Graded> graded(List<Examined> questions, Names names) {
        return questions.stream()
                .map(
                        one ->
                                new Graded(
                                        one.terms(),
                                        Map.of(
                                                names.edge(), one.edge().grade(),
                                                names.cloud(), one.cloud().grade())))
                .toList();
    }
}
