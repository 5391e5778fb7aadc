package dev.fogline.edge.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.config.ModelNames;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.pull.Bytes;
import dev.fogline.edge.pull.HubAddress;
import dev.fogline.edge.pull.Patience;
import dev.fogline.edge.pull.Pull;
import dev.fogline.edge.pull.Remote;
import dev.fogline.edge.pull.Source;
import dev.fogline.edge.pull.Space;
import dev.fogline.edge.pull.Web;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.model.ModelFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline models pull`.
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description = {
            "Brings a model to this device. What was interrupted goes on where it stopped when the same",
            "command is given again; a model is there only once it is whole and checked."
        })
final class PullCommand implements Callable<Integer> {

    @Mixin private StoreFlags flags = new StoreFlags();

    @Parameters(
            paramLabel = "SOURCE",
            description = {
                "hf:owner/repo:quant, such as hf:owner/repo:Q4_K_M; hf:owner/repo/file.gguf;",
                "an http(s) URL; or a file. The hub's token is taken from HF_TOKEN."
            })
    private String source = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "what it will be called here; the file's name without .gguf if not given")
    private @Nullable String name;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "what its content must be; a hub says that by itself")
    private @Nullable String sha256;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "the hub to ask; that of HF_ENDPOINT if not given, else the public one")
    private @Nullable String mirror;

    @Spec private CommandSpec spec = CommandSpec.create();

    PullCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Source from = Source.parse(source);
        ModelStore store = flags.store();
        ModelFiles files = flags.files();
        var meter = new PullMeter(spec.commandLine(), flags.json(), Ticker.system());
        try (var web = new Web(Patience.USUAL)) {
            var pull = new Pull(web, Thread::sleep, Space.ofFileStore(), meter);
            bring(pull, from, store, files, meter);
        } finally {
            meter.end();
        }
        return 0;
    }

    private void bring(Pull pull, Source from, ModelStore store, ModelFiles files, PullMeter meter)
            throws InterruptedException {
        Optional<Remote> remote = remote(pull, from);
        String model = Optional.ofNullable(name).orElseGet(() -> usualName(from, remote));
        Optional<String> expected = expected(remote);
        try (ModelStore.Hold _ = store.hold(model)) {
            Optional<Installed> there = store.find(model);
            if (there.isPresent()) {
                alreadyThere(there.get(), from, expected);
                return;
            }
            Path target = store.place(model);
            meter.begin(model, Pull.part(target));
            String digest =
                    remote.isPresent()
                            ? pull.fetch(
                                    remote.get(),
                                    from.toString(),
                                    target,
                                    expected,
                                    part -> Judging.check(files, part, model))
                            : pull.copy(
                                    ((Source.Local) from).file(),
                                    target,
                                    expected,
                                    part -> Judging.check(files, part, model));
            long bytes = store.find(model).map(Installed::bytes).orElse(0L);
            String now =
                    InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).toString();
            store.keep(model, new Receipt(from.toString(), digest, bytes, now));
            meter.end();
            done(store.named(model), files);
        } catch (IOException unlocking) {
            throw new CommandException("cannot unlock " + model + ": " + unlocking, unlocking);
        }
    }

    /// @return empty for a file of this machine
    private Optional<Remote> remote(Pull pull, Source from) throws InterruptedException {
        return switch (from) {
            case Source.Local local -> Optional.empty();
            case Source.Hub hub ->
                    Optional.of(
                            pull.find(
                                    HubAddress.of(Optional.ofNullable(mirror), System.getenv()),
                                    hub));
            case Source.Web(var uri) ->
                    Optional.of(
                            new Remote(
                                    uri,
                                    lastPart(Optional.ofNullable(uri.getPath()).orElse("")),
                                    "",
                                    OptionalLong.empty(),
                                    Optional.empty()));
        };
    }

    private String usualName(Source from, Optional<Remote> remote) {
        String file =
                from instanceof Source.Local(Path local)
                        ? lastPart(local.toAbsolutePath().toString())
                        : remote.map(Remote::fileName).orElse("");
        String usual =
                file.toLowerCase(Locale.ROOT).endsWith(ModelNames.ENDING)
                        ? file.substring(0, file.length() - ModelNames.ENDING.length())
                        : file;
        if (!ModelNames.fits(usual)) {
            throw new ParameterException(
                    spec.commandLine(), "say with --name what " + from + " will be called here");
        }
        return usual;
    }

    private Optional<String> expected(Optional<Remote> remote) {
        Optional<String> listed = remote.flatMap(Remote::sha256);
        if (sha256 == null) {
            return listed;
        }
        String wanted = sha256.toLowerCase(Locale.ROOT);
        if (!wanted.matches("[0-9a-f]{64}")) {
            throw new ParameterException(
                    spec.commandLine(), "--sha256 takes 64 hexadecimal digits");
        }
        if (listed.isPresent() && !listed.get().equals(wanted)) {
            throw new CommandException(
                    "the hub lists sha256 "
                            + listed.get()
                            + ", not the one wanted; nothing was fetched");
        }
        return Optional.of(wanted);
    }

    private void alreadyThere(Installed there, Source from, Optional<String> expected) {
        Optional<Receipt> receipt = there.receipt();
        boolean same =
                receipt.isPresent()
                        && (expected.isPresent()
                                ? expected.get().equals(receipt.get().sha256())
                                : receipt.get().source().equals(from.toString()));
        if (!same) {
            throw new CommandException(
                    "another model is called "
                            + there.name()
                            + " already; remove it first, or choose a --name");
        }
        say("already there: ", there);
    }

    private void done(Installed model, ModelFiles files) {
        say("pulled ", model);
        if (!flags.json()) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(FactsText.line(files.inspect(model.file())));
            out.println("run it: fogline serve --model " + model.name());
            out.flush();
        }
    }

    private void say(String what, Installed model) {
        PrintWriter out = spec.commandLine().getOut();
        if (flags.json()) {
            ObjectNode summary =
                    model.receipt().map(Receipt::json).orElseThrow().put("name", model.name());
            out.println(summary.put("file", model.file().toString()));
        } else {
            out.println(what + model.name() + " (" + Bytes.text(model.bytes()) + ")");
        }
        out.flush();
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
