package dev.fogline.cloud.pool;

import dev.fogline.router.pool.Load;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What engines call their load: names of vLLM (V1 and before), SGLang, llama.cpp, TensorRT-LLM and
/// Triton, llm-d's router, and our own nodes. Of names that an engine has changed both are here,
/// the newer first.
///
/// Sources: vLLM docs/design/metrics.md and v1/metrics/loggers.py; SGLang's Prometheus reference;
/// the README of llama.cpp's server; the Gateway API inference extension's proposal 003, which
/// lists the names of all of them; llm-d's router metrics (read in 2026).
final class EngineMetrics {

    /// @param name with `_` for `:`, as Ray has it
    /// @param label that a line must have; empty for any line
    private record Alias(String name, Map<String, String> label) {

        static Alias of(String name) {
            return new Alias(name, Map.of());
        }

        boolean fits(Sample sample) {
            return plain(sample.name()).equals(name)
                    && sample.labels().entrySet().containsAll(label.entrySet());
        }
    }

    private static final List<Alias> RUNNING =
            List.of(
                    Alias.of("vllm_num_requests_running"),
                    Alias.of("sglang_num_running_reqs"),
                    Alias.of("llamacpp_requests_processing"),
                    Alias.of("trtllm_num_requests_running"),
                    new Alias("nv_trt_llm_request_metrics", Map.of("request_type", "scheduled")),
                    Alias.of("llm_d_epp_request_running"),
                    Alias.of("fogline_requests_running"));

    /// vLLM counts requests that wait for something else than room, such as a download, under
    /// another reason.
    private static final List<Alias> WAITING =
            List.of(
                    new Alias("vllm_num_requests_waiting_by_reason", Map.of("reason", "capacity")),
                    Alias.of("vllm_num_requests_waiting"),
                    Alias.of("sglang_num_queue_reqs"),
                    Alias.of("llamacpp_requests_deferred"),
                    Alias.of("trtllm_num_requests_waiting"),
                    new Alias("nv_trt_llm_request_metrics", Map.of("request_type", "waiting")),
                    Alias.of("llm_d_epp_flow_control_queue_size"),
                    Alias.of("fogline_requests_waiting"));

    private static final List<Alias> KV_USE =
            List.of(
                    Alias.of("vllm_kv_cache_usage_perc"),
                    Alias.of("vllm_gpu_cache_usage_perc"),
                    Alias.of("sglang_token_usage"),
                    Alias.of("sglang_full_token_usage"),
                    Alias.of("llamacpp_kv_cache_usage_ratio"),
                    Alias.of("trtllm_kv_cache_utilization"),
                    new Alias(
                            "nv_trt_llm_kv_cache_block_metrics",
                            Map.of("kv_cache_block_type", "fraction")),
                    Alias.of("llm_d_epp_average_kv_cache_utilization"));

    private static final Set<String> NAMES =
            Stream.of(RUNNING, WAITING, KV_USE)
                    .flatMap(List::stream)
                    .map(Alias::name)
                    .collect(Collectors.toUnmodifiableSet());

    private EngineMetrics() {}

    /// @return empty if the page does not say how many requests run: an engine without statistics
    ///   has an empty page, and that is not an idle one
    static Optional<Load> load(String page) {
        try {
            List<Sample> samples = MetricsPage.read(page, name -> NAMES.contains(plain(name)));
            return sum(samples, RUNNING)
                    .map(
                            running ->
                                    new Load(
                                            running,
                                            sum(samples, WAITING).orElse(0),
                                            mean(samples, KV_USE)));
        } catch (MetricsPage.FormatException noPage) {
            return Optional.empty();
        }
    }

    /// Over all lines of the first name that is there: an engine of several ranks has one for each.
    private static Optional<Integer> sum(List<Sample> samples, List<Alias> aliases) {
        return first(samples, aliases)
                .map(all -> all.stream().mapToDouble(Sample::value).sum())
                .filter(sum -> sum >= 0 && sum < Integer.MAX_VALUE)
                .map(sum -> (int) Math.round(sum));
    }

    /// In [0, 1]; 0 if nobody says.
    private static double mean(List<Sample> samples, List<Alias> aliases) {
        return first(samples, aliases)
                .map(all -> all.stream().mapToDouble(Sample::value).average().orElse(0))
                .filter(mean -> mean >= 0)
                .map(mean -> Math.min(1, mean))
                .orElse(0.0);
    }

    private static Optional<List<Sample>> first(List<Sample> samples, List<Alias> aliases) {
        return aliases.stream()
                .map(alias -> samples.stream().filter((Predicate<Sample>) alias::fits).toList())
                .filter(all -> !all.isEmpty())
                .findFirst();
    }

    /// Under Ray a colon becomes an underscore, and its own prefix goes before.
    private static String plain(String name) {
        String plain = name.replace(':', '_');
        return plain.startsWith("ray_") ? plain.substring("ray_".length()) : plain;
    }
}
