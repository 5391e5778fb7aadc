package dev.fogline.edge.eval;

import dev.fogline.cost.curve.Workload;
import dev.fogline.cost.unseen.MeasuredBatch;
import dev.fogline.cost.unseen.MeasuredEngine;
import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measured times of engines in the form of Splitwise's `perf_model.csv` (Patel et al., ISCA 2024;
/// Mutinifni/splitwise-sim): a head line that names the columns, a row per measurement, commas
/// between, no quotes.
///
/// Rows of equal `model`, `hardware` and `tensor_parallel` are one engine. `prompt_time` and
/// `token_time` are milliseconds.
final class SplitwiseFile {

    private final Path file;
    private final List<String> columns;

    private record Engine(String model, String hardware, int parallelism) {}

    private SplitwiseFile(Path file, String head) {
        this.file = file;
        this.columns = List.of(head.split(",", -1));
    }

    /// @return engines in the file's order
    /// @throws CommandException if it cannot be read or is of another form, with the line
    static List<MeasuredEngine> read(Path file) {
        List<String> lines = lines(file);
        if (lines.isEmpty()) {
            throw new CommandException(file + " is empty");
        }
        var form = new SplitwiseFile(file, lines.getFirst());
        var engines = new LinkedHashMap<Engine, List<MeasuredBatch>>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                form.add(lines.get(i), i + 1, engines);
            }
        }
        return engines.entrySet().stream()
                .map(
                        one ->
                                new MeasuredEngine(
                                        one.getKey().model(),
                                        one.getKey().hardware(),
                                        one.getKey().parallelism(),
                                        one.getValue()))
                .toList();
    }

    private void add(String line, int number, Map<Engine, List<MeasuredBatch>> engines) {
        List<String> cells = List.of(line.split(",", -1));
        try {
            var engine =
                    new Engine(
                            cell(cells, "model"),
                            cell(cells, "hardware"),
                            Integer.parseInt(cell(cells, "tensor_parallel")));
            var workload =
                    new Workload(
                            Integer.parseInt(cell(cells, "prompt_size")),
                            Integer.parseInt(cell(cells, "batch_size")));
            engines.computeIfAbsent(engine, fresh -> new ArrayList<>())
                    .add(
                            new MeasuredBatch(
                                    workload,
                                    positive(cell(cells, "prompt_time")),
                                    positive(cell(cells, "token_time"))));
        } catch (IllegalArgumentException unfit) {
            throw new CommandException(
                    file + ", line " + number + ": " + unfit.getMessage(), unfit);
        }
    }

    private String cell(List<String> cells, String column) {
        int at = columns.indexOf(column);
        if (at < 0 || at >= cells.size()) {
            throw new IllegalArgumentException("no column " + column);
        }
        return cells.get(at).strip();
    }

    private static double positive(String cell) {
        double value = Double.parseDouble(cell);
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("time " + cell + " not above 0");
        }
        return value;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new CommandException("cannot read " + file + ": " + failed.getMessage(), failed);
        }
    }
}
