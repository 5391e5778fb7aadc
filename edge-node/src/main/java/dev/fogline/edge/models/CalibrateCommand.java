package dev.fogline.edge.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.MeasuredSpeed;
import dev.fogline.edge.device.MachineFigures;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Progress;
import dev.fogline.edge.door.Version;
import dev.fogline.router.profile.FileMark;
import dev.fogline.router.profile.Profile;
import dev.fogline.router.profile.ProfileFile;
import dev.fogline.router.profile.ProfileJson;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.model.ModelFacts;
import dev.fogline.spi.model.ModelFileException;
import dev.fogline.spi.model.ModelFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline calibrate`.
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast this device runs a model: prefill, decode of one to eight answers at a time,",
            "loading and memory. What comes out is kept in profiles.json among the node's state; a node",
            "that starts from there expects these speeds until it has learnt better ones."
        })
public final class CalibrateCommand implements Callable<Integer> {

    private static final int USUAL_CONTEXT_TOKENS = 4096;

    @Mixin private StoreFlags flags = new StoreFlags();

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME|FILE",
            description = "installed models, or GGUF files; every installed one if not given")
    private List<String> names = List.of();

    @Option(
            names = "--repeat",
            paramLabel = "R",
            description = "times; medians are kept (default: ${DEFAULT-VALUE})")
    private int repeat = 3;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where the node keeps its state; as serve has it if not given")
    private @Nullable Path data;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// For picocli.
    public CalibrateCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (repeat < 1) {
            throw new ParameterException(spec.commandLine(), "--repeat is 1 or more");
        }
        ModelStore store = flags.store();
        List<Installed> models =
                names.isEmpty() ? store.list() : names.stream().map(store::named).toList();
        if (models.isEmpty()) {
            throw new CommandException(
                    "no model is installed in "
                            + store.folder()
                            + "; name a GGUF file, or pull one: fogline models pull --help");
        }
        var file = new ProfileFile(data == null ? flags.data() : data);
        file.read(); // what cannot be kept in the end is not measured
        ModelFiles files = flags.files();
        for (Installed model : models) {
            Profile profile = measured(files, model);
            file.keep(profile);
            print(profile, file.path());
        }
        return 0;
    }

    private Profile measured(ModelFiles files, Installed model) throws InterruptedException {
        var progress = new Progress(spec.commandLine().getErr());
        try {
            FileMark mark = FileMark.of(model.file());
            ModelFacts facts = files.inspect(model.file());
            Calibration.Result result =
                    new Calibration(files, repeat)
                            .of(
                                    model.file(),
                                    facts.contextTokens().orElse(USUAL_CONTEXT_TOKENS),
                                    (done, of) ->
                                            progress.show("measuring " + model.name(), done, of));
            return new Profile(
                    model.name(),
                    mark,
                    MachineFigures.here().device(),
                    InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS),
                    "%s calibrate, medians of %d"
                            .formatted(String.join(" ", new Version().getVersion()), repeat),
                    result.speed(),
                    result.residentMib());
        } catch (ModelFileException | BackendStartException failed) {
            throw new CommandException(String.valueOf(failed.getMessage()), failed);
        } catch (IOException failed) {
            throw new CommandException(
                    "cannot read " + model.file() + ": " + failed.getMessage(), failed);
        } finally {
            progress.end();
        }
    }

    private void print(Profile profile, Path file) {
        PrintWriter out = spec.commandLine().getOut();
        if (flags.json()) {
            ObjectNode line = ProfileJson.of(profile);
            out.println(line);
        } else {
            MeasuredSpeed speed = profile.speed();
            out.printf("%s on %s%n", profile.model(), profile.device());
            row(out, "prefill tokens/s", 1_000 / speed.prefillMillisPerToken());
            row(out, "before the first token ms", speed.overheadMillis());
            for (MeasuredSpeed.Batch batch : speed.batches()) {
                row(
                        out,
                        "decode tokens/s, %d at once".formatted(batch.answers()),
                        batch.tokensPerSecond());
            }
            row(out, "load ms", speed.loadMillis());
            row(out, "resident MiB", profile.residentMib());
            out.printf("kept in %s%n", file);
        }
        out.flush();
    }

    private static void row(PrintWriter out, String name, double value) {
        out.printf(Locale.ROOT, "  %-26s %10.1f%n", name, value);
    }
}
