package dev.fogline.edge.cascade;

import dev.fogline.cost.cascade.DraftFit;
import dev.fogline.cost.cascade.LearntDrafts;
import dev.fogline.cost.cascade.TokenStatistics;
import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.edge.door.CommandException;
import dev.fogline.router.QualityFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What the calibration questions teach: how good each model's answers will be, and how far the
/// drafts can be trusted.
///
/// @param names that the two models are served under
/// @param revision of the edge model's weights
/// @param quality of both models' answers
/// @param drafts of the edge model's drafts
record Learnt(Names names, String revision, QualityModel quality, DraftFit drafts) {

    /// @param calibration in an order that does not follow the grades
    /// @throws CommandException if it is too little to learn from
    static Learnt from(List<Examined> calibration, Names names, String revision) {
        List<Graded> graded = graded(calibration, names);
        List<List<TokenStatistics>> tokens =
                calibration.stream().map(one -> one.edge().tokens()).toList();
        try {
            return new Learnt(
                    names,
                    revision,
                    QualityFit.of(graded).model(),
                    DraftFit.of(graded, names.edge(), tokens)
                            .orElseThrow(
                                    () ->
                                            new CommandException(
                                                    "cannot learn of "
                                                            + calibration.size()
                                                            + " drafts: at least "
                                                            + DraftFit.LEAST
                                                            + ", good and bad ones, are wanted")));
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
