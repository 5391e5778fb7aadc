package dev.fogline.edge.privacy;

import dev.fogline.edge.door.CommandException;
import dev.fogline.router.privacy.Detector;
import dev.fogline.router.privacy.Finding;
import dev.fogline.router.privacy.Kind;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fogline privacy measure`: recall and precision on labelled texts, false alarms on clean ones.
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the detector on texts with labels (recall and precision of each kind) and on clean texts (how many",
            "raise an alarm), with 95 %% intervals (Wilson)."
        })
final class MeasureCommand implements Callable<Integer> {

    @Mixin private DetectorFlags flags = new DetectorFlags();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "a JSON array of {full_text, spans: [{entity_type, start_position, end_position}]}, as Presidio's"
                            + " research kit writes it; any number of times")
    private List<Path> data = List.of();

    @Option(
            names = "--clean",
            paramLabel = "FILE",
            description =
                    "requests with nothing private, one a line: text, or JSON with turns, prompt or text; any number of"
                            + " times")
    private List<Path> clean = List.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    MeasureCommand() {}

    @Override
    public Integer call() {
        if (data.isEmpty() && clean.isEmpty()) {
            throw new CommandException("nothing to measure on; give --data or --clean");
        }
        Detector detector = flags.detector();
        var report = new MeasureReport(spec.commandLine().getOut(), flags.json());
        report.kinds(tallies(detector));
        var all = new Share(0, 0);
        for (Path file : clean) {
            Share alarms = alarms(detector, CleanTexts.read(file));
            report.clean(file, alarms);
            all = new Share(all.hits() + alarms.hits(), all.of() + alarms.of());
        }
        report.summary(all);
        return 0;
    }

    private List<Tally> tallies(Detector detector) {
        var tallies = new EnumMap<Kind, Tally>(Kind.class);
        detector.kinds().forEach(kind -> tallies.put(kind, Tally.none(kind)));
        for (Path file : data) {
            for (LabelledText row : LabelledText.read(file)) {
                List<Finding> found = detector.inspect(List.of(row.text())).findings();
                tallies.replaceAll((kind, tally) -> tally.with(row.labels(), found));
            }
        }
        return List.copyOf(tallies.values());
    }

    private static Share alarms(Detector detector, List<List<String>> requests) {
        long alarms = requests.stream().filter(texts -> !detector.inspect(texts).isEmpty()).count();
        return new Share((int) alarms, requests.size());
    }
}
