package dev.fogline.cloud.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.router.pool.Load;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineMetricsTest {

    @Test
    void vllmToday() {
        assertThat(
                        EngineMetrics.load(
                                """
                                # HELP vllm:num_requests_running Number of requests in model execution batches.
                                # TYPE vllm:num_requests_running gauge
                                vllm:num_requests_running{engine="0",model_name="llama"} 7.0
                                vllm:num_requests_running{engine="1",model_name="llama"} 3.0
                                vllm:num_requests_waiting{engine="0",model_name="llama"} 9.0
                                vllm:num_requests_waiting_by_reason{engine="0",model_name="llama",reason="capacity"} 2.0
                                vllm:num_requests_waiting_by_reason{engine="0",model_name="llama",reason="deferred"} 7.0
                                vllm:kv_cache_usage_perc{engine="0",model_name="llama"} 0.5
                                vllm:kv_cache_usage_perc{engine="1",model_name="llama"} 0.75
                                vllm:time_to_first_token_seconds_bucket{le="+Inf",model_name="llama"} 12
                                """))
                .contains(new Load(10, 2, 0.625));
    }

    @Test
    void vllmOfYesterday() {
        assertThat(
                        EngineMetrics.load(
                                """
                                vllm:num_requests_running{model_name="a"} 4.0
                                vllm:num_requests_waiting{model_name="a"} 1.0
                                vllm:gpu_cache_usage_perc{model_name="a"} 0.25 1700000000000
                                """))
                .contains(new Load(4, 1, 0.25));
    }

    @Test
    void vllmUnderRay() {
        assertThat(
                        EngineMetrics.load(
                                """
                                ray_vllm_num_requests_running{WorkerId="x, {y}",model_name="a"} 4.0
                                ray_vllm_num_requests_waiting{WorkerId="\\"q\\"",model_name="a"} 1.0
                                """))
                .contains(new Load(4, 1, 0));
    }

    @Test
    void sglang() {
        assertThat(
                        EngineMetrics.load(
                                """
                                sglang:num_running_reqs{model_name="a"} 11
                                sglang:num_queue_reqs{model_name="a"} 5
                                sglang:token_usage{model_name="a"} 0.9
                                sglang:cache_hit_rate{model_name="a"} 0.0
                                """))
                .contains(new Load(11, 5, 0.9));
    }

    @Test
    void llamaCppsServer() {
        assertThat(
                        EngineMetrics.load(
                                """
                                llamacpp:requests_processing 2
                                llamacpp:requests_deferred 1
                                """))
                .contains(new Load(2, 1, 0));
    }

    @Test
    void tensorRtAloneAndUnderTriton() {
        assertThat(
                        EngineMetrics.load(
                                """
                                trtllm_num_requests_running 6
                                trtllm_num_requests_waiting 2
                                trtllm_kv_cache_utilization 0.5
                                """))
                .contains(new Load(6, 2, 0.5));
        assertThat(
                        EngineMetrics.load(
                                """
                                nv_trt_llm_request_metrics{model="t",request_type="waiting"} 3
                                nv_trt_llm_request_metrics{model="t",request_type="scheduled"} 8
                                nv_trt_llm_request_metrics{model="t",request_type="max"} 64
                                nv_trt_llm_kv_cache_block_metrics{kv_cache_block_type="fraction"} 0.25
                                nv_trt_llm_kv_cache_block_metrics{kv_cache_block_type="max"} 512
                                """))
                .contains(new Load(8, 3, 0.25));
    }

    @Test
    void anEnginesOwnRouter() {
        assertThat(
                        EngineMetrics.load(
                                """
                                llm_d_epp_request_running{target_model_name="a"} 40
                                llm_d_epp_flow_control_queue_size{inference_pool="p"} 12
                                llm_d_epp_average_kv_cache_utilization{name="p"} 0.7
                                """))
                .contains(new Load(40, 12, 0.7));
    }

    /// vLLM with --disable-log-stats answers 200 with nothing of its own.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# TYPE python_gc_objects_collected counter\npython_gc_objects_collected 5\n",
                "vllm:kv_cache_usage_perc 0.5\n",
                "<html>404</html>"
            })
    void whatDoesNotSayHowManyRunIsUnknown(String page) {
        assertThat(EngineMetrics.load(page)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vllm:num_requests_running{model_name=\"a\" 4",
                "vllm:num_requests_running{model_name=\"a",
                "vllm:num_requests_running{model_name=a} 4",
                "vllm:num_requests_running many",
                "vllm:num_requests_running",
                "vllm:num_requests_running -4",
                "vllm:num_requests_running NaN",
                "vllm:num_requests_running +Inf"
            })
    void aPageThatIsBrokenIsUnknown(String page) {
        assertThat(EngineMetrics.load(page)).isEmpty();
    }
}
