package dev.fogline.edge.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.CommandException;
import dev.fogline.router.privacy.Detection;
import dev.fogline.router.privacy.Detector;
import dev.fogline.router.privacy.Finding;
import dev.fogline.router.privacy.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fogline privacy check`: tells what a text holds, line by line, and never shows it.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what kinds of personal data and secrets each line holds, and where; the text itself is not shown.",
            "Places are UTF-16 units from 0, the end exclusive. Each line is looked at as a request of its own.",
            "Exits with 0 if there is nothing, with 3 if there is something."
        })
final class CheckCommand implements Callable<Integer> {

    private static final int FOUND = 3;
    private static final String STANDARD_INPUT = "-";

    @Mixin private DetectorFlags flags = new DetectorFlags();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|-",
            description = "UTF-8 text; standard input if not given")
    private String file = STANDARD_INPUT;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    CheckCommand() {}

    @Override
    public Integer call() {
        Detector detector = flags.detector();
        PrintWriter out = spec.commandLine().getOut();
        int lines = 0;
        try (InputStream in = open();
                var reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines++;
                print(out, lines, detector.inspect(List.of(line)));
            }
        } catch (IOException failed) {
            throw new CommandException("cannot read " + file + ": " + failed.getMessage(), failed);
        }
        summarise(out, lines);
        return counts.isEmpty() ? 0 : FOUND;
    }

    private InputStream open() throws IOException {
        return file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
    }

    private void print(PrintWriter out, int line, Detection detection) {
        detection.counts().forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
        for (Finding finding : detection.findings()) {
            String kind = finding.kind().configName();
            if (flags.json()) {
                out.println(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("line", line)
                                .put("kind", kind)
                                .put("start", finding.start())
                                .put("end", finding.end()));
            } else {
                out.println(line + ":" + finding.start() + "-" + finding.end() + " " + kind);
            }
        }
    }

    private void summarise(PrintWriter out, int lines) {
        if (flags.json()) {
            ObjectNode summary = JsonNodeFactory.instance.objectNode().put("lines", lines);
            ObjectNode found = summary.putObject("found");
            counts.forEach((kind, count) -> found.put(kind.configName(), count));
            out.println(summary);
        } else {
            out.println(
                    counts.isEmpty()
                            ? "nothing found"
                            : counts.entrySet().stream()
                                    .map(
                                            entry ->
                                                    entry.getKey().configName()
                                                            + " "
                                                            + entry.getValue())
                                    .collect(Collectors.joining(", ")));
        }
        out.flush();
    }
}
