package dev.fogline.edge.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCostCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Offset<Double> CLOSE = within(1e-4);
    private static final String HEAD =
            "model,hardware,prompt_size,batch_size,token_size,prompt_time,token_time,tensor_parallel\n";

    @TempDir private Path dir;

    @BeforeEach
    void writeSteadyMeasurements() throws IOException {
        write("splitwise/perf_model.csv", HEAD + engine("m", 4) + engine("n", 4) + engine("m", 2));
        write("mlenergy/lm-arena-chat.json", task(pool("p") + "," + pool("q")));
    }

    @Test
    void steadyEnginesAndPoolsArePredictedExactly() {
        JsonNode summary = json(run("--json")).getLast();

        assertThat(summary.path("decode_mape").asDouble(1)).isCloseTo(0, CLOSE);
        assertThat(summary.path("prefill_mape").asDouble(1)).isCloseTo(0, CLOSE);
        assertThat(summary.path("itl_mape").asDouble(1)).isCloseTo(0, CLOSE);
        assertThat(summary.path("joules_per_token_mape").asDouble(1)).isCloseTo(0, CLOSE);
    }

    @Test
    void theSummaryHoldsPlainFormsCoverageNoiseAndTheSeed() {
        JsonNode summary = json(run("--json", "--seed", "7")).getLast();

        for (String figure : List.of("decode", "prefill", "itl", "joules_per_token")) {
            assertThat(summary.path("plain").path(figure + "_mape").isNumber()).isTrue();
            assertThat(summary.path("coverage90").path(figure).isNumber()).isTrue();
            assertThat(summary.path("goals").path(figure).path("met").isBoolean()).isTrue();
        }
        assertThat(summary.path("noise").path("decode_mape").asDouble(1)).isZero();
        assertThat(summary.path("other_folds").path("prefill").path("seeds").asInt()).isEqualTo(20);
        assertThat(summary.path("untaught").path("decode_mape").isNumber()).isTrue();
        assertThat(summary.path("seed").asInt()).isEqualTo(7);
    }

    @Test
    void everyGroupHasALine() {
        List<JsonNode> lines = json(run("--json"));

        assertThat(lines)
                .extracting(line -> line.path("group").asText())
                .containsExactly(
                        "m x4 on h",
                        "n x4 on h",
                        "p bf16 on 1 H100 (tensor 1, expert 1, data 1)",
                        "q bf16 on 1 H100 (tensor 1, expert 1, data 1)",
                        "m x2 on h",
                        "");
        JsonNode pool = lines.get(2).path("itl");
        assertThat(pool.path("rows").asInt()).isEqualTo(5);
        assertThat(pool.path("extrapolated").asInt()).isEqualTo(2);
    }

    @Test
    void twoAcceleratorsAreShownApart() {
        List<JsonNode> lines = json(run("--json"));

        assertThat(lines.get(4).path("apart").asBoolean()).isTrue();
        assertThat(lines.getLast().path("over_all").path("decode").path("rows").asInt())
                .isEqualTo(14);
        assertThat(lines.getLast().path("tensor_parallel_2").path("decode").path("rows").asInt())
                .isEqualTo(7);
    }

    @Test
    void otherTasksAreShownApart() throws IOException {
        write("mlenergy/gpqa.json", task(pool("r")));

        List<JsonNode> lines = json(run("--json"));

        assertThat(lines.get(lines.size() - 2).path("task").asText()).isEqualTo("gpqa");
        assertThat(lines.getLast().path("over_all").path("itl").path("rows").asInt()).isEqualTo(10);
    }

    @Test
    void poolsOfTooFewBatchSizesAreNamed() throws IOException {
        write(
                "mlenergy/lm-arena-chat.json",
                task(pool("p") + "," + configuration("few", 8) + "," + configuration("few", 16)));

        assertThat(json(run("--json")).getLast().path("too_few_batch_sizes").path(0).asText())
                .isEqualTo("few bf16 on 1 H100 (tensor 1, expert 1, data 1)");
    }

    @Test
    void theTableEndsWithTheFigures() {
        CliRun run = run();

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("m x4 on h ").contains("decode: error 0.0000, at most ");
    }

    @Test
    void missingDataIsAFaultThatSaysWhatToDo() throws IOException {
        Files.delete(dir.resolve("splitwise/perf_model.csv"));

        CliRun run = run("--json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("lacks splitwise/perf_model.csv or mlenergy/lm-arena-chat.json")
                .contains("Mutinifni/splitwise-sim");
    }

    @Test
    void aBrokenRowIsNamedByItsLine() throws IOException {
        write("splitwise/perf_model.csv", HEAD + engine("m", 4) + "m,h,512,1,128,-3,40,4\n");

        assertThat(run().err()).contains("perf_model.csv, line 9: time -3 not above 0");
    }

    @Test
    void enginesOfOneWorkloadCannotBeJudged() throws IOException {
        write("splitwise/perf_model.csv", HEAD + "m,h,512,1,128,3,40,4\n");

        CliRun run = run();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("was measured at two workloads");
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        write("splitwise/perf_model.csv", "model,hardware\nm,h\n");

        assertThat(run().err()).contains("perf_model.csv, line 2: no column tensor_parallel");
    }

    @Test
    void aTaskOfAnotherFormIsAFault() throws IOException {
        write("mlenergy/lm-arena-chat.json", "{\"configurations\": [{\"model_id\": \"p\"}]}");

        CliRun run = run();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("lm-arena-chat.json is no task of ML.ENERGY");
    }

    /// Prefill 100 ms, decode 30 ms and half of one a request.
    private static String engine(String model, int parallelism) {
        var rows = new StringBuilder();
        for (int batch = 1; batch <= 64; batch *= 2) {
            rows.append(
                    String.format(
                            Locale.ROOT,
                            "%s,h,512,%d,128,100,%.1f,%d%n",
                            model,
                            batch,
                            30 + 0.5 * batch,
                            parallelism));
        }
        return rows.toString();
    }

    private static String pool(String model) {
        return configuration(model, 8)
                + ","
                + configuration(model, 16)
                + ","
                + configuration(model, 32)
                + ","
                + configuration(model, 64)
                + ","
                + configuration(model, 128);
    }

    /// A step takes 10 ms and half of one a request, 4 J and 0.125 J.
    private static String configuration(String model, int batch) {
        return String.format(
                Locale.ROOT,
                """
                {"model_id": "%s", "weight_precision": "bf16", "num_gpus": 1, "gpu_model": "H100",
                 "tensor_parallel": 1, "expert_parallel": 1, "data_parallel": 1,
                 "max_num_seqs": %d, "avg_batch_size": %d, "median_itl_ms": %.1f,
                 "energy_per_token_joules": %.6f, "output_throughput_tokens_per_sec": 1000}
                """,
                model,
                batch,
                batch,
                10 + 0.5 * batch,
                4.0 / batch + 0.125);
    }

    private static String task(String configurations) {
        return "{\"task\": \"t\", \"configurations\": [" + configurations + "]}";
    }

    private CliRun run(String... flags) {
        var arguments = new String[flags.length + 3];
        arguments[0] = "cost";
        arguments[1] = "--data";
        arguments[2] = dir.toString();
        System.arraycopy(flags, 0, arguments, 3, flags.length);
        return CliRun.of(new EvalCommand(), arguments);
    }

    private static List<JsonNode> json(CliRun run) {
        return run.out()
                .lines()
                .map(
                        line -> {
                            try {
                                return MAPPER.readTree(line);
                            } catch (IOException broken) {
                                throw new AssertionError(line, broken);
                            }
                        })
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
