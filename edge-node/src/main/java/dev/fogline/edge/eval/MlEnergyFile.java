package dev.fogline.edge.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.cost.curve.BatchPoint;
import dev.fogline.cost.unseen.MeasuredPool;
import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Measured pools in the form of a task of the ML.ENERGY leaderboard, version 3
/// (ml-energy/leaderboard, `public/data/tasks`): an object whose `configurations` are measurements.
///
/// Configurations of equal `model_id`, `gpu_model`, `num_gpus`, tensor, expert and data parallelism
/// and `weight_precision` are one pool; `max_num_seqs` is its batch size, `avg_batch_size` the
/// occupancy that was reached.
final class MlEnergyFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private MlEnergyFile() {}

    /// @return pools in the file's order
    /// @throws CommandException if it cannot be read or is of another form
    static List<MeasuredPool> read(Path file) {
        var pools = new LinkedHashMap<String, List<MeasuredPool.Row>>();
        try {
            for (JsonNode one : MAPPER.readTree(file.toFile()).required("configurations")) {
                pools.computeIfAbsent(name(one), fresh -> new ArrayList<>()).add(row(one));
            }
        } catch (JsonProcessingException | IllegalArgumentException unfit) {
            throw new CommandException(
                    file + " is no task of ML.ENERGY: " + unfit.getMessage(), unfit);
        } catch (IOException failed) {
            throw new CommandException("cannot read " + file + ": " + failed.getMessage(), failed);
        }
        return pools.entrySet().stream()
                .map(one -> new MeasuredPool(one.getKey(), one.getValue()))
                .toList();
    }

    private static String name(JsonNode one) {
        return "%s %s on %d %s (tensor %d, expert %d, data %d)"
                .formatted(
                        one.required("model_id").asText(),
                        one.required("weight_precision").asText(),
                        one.required("num_gpus").asInt(),
                        one.required("gpu_model").asText(),
                        one.required("tensor_parallel").asInt(),
                        one.required("expert_parallel").asInt(),
                        one.required("data_parallel").asInt());
    }

    private static MeasuredPool.Row row(JsonNode one) {
        return new MeasuredPool.Row(
                one.required("max_num_seqs").asInt(),
                new BatchPoint(
                        one.required("avg_batch_size").asDouble(),
                        one.required("median_itl_ms").asDouble(),
                        one.required("energy_per_token_joules").asDouble(),
                        one.required("output_throughput_tokens_per_sec").asDouble()));
    }
}
