package dev.fogline.backend.llamacpp.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// A C struct of `llama.h` 0.5.0 (or `ggml-cpu.h`) with its fields by name. Sizes and offsets were
/// printed by a C program compiled against that header; [LibraryCheck] compares what a library does
/// with them.
@SuppressWarnings("ImmutableEnumChecker") // layouts are immutable
public enum Struct {
    MODEL_PARAMS(
            "llama_model_params",
            ADDRESS.withName("devices"),
            ADDRESS.withName("tensor_buft_overrides"),
            JAVA_INT.withName("n_gpu_layers"),
            JAVA_INT.withName("split_mode"),
            JAVA_INT.withName("load_mode"),
            JAVA_INT.withName("lazy_mode"),
            JAVA_INT.withName("main_gpu"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("tensor_split"),
            ADDRESS.withName("progress_callback"),
            ADDRESS.withName("progress_callback_user_data"),
            ADDRESS.withName("kv_overrides"),
            JAVA_BOOLEAN.withName("vocab_only"),
            JAVA_BOOLEAN.withName("check_tensors"),
            JAVA_BOOLEAN.withName("use_extra_bufts"),
            JAVA_BOOLEAN.withName("no_host"),
            JAVA_BOOLEAN.withName("no_alloc"),
            JAVA_BOOLEAN.withName("load_mtp"),
            MemoryLayout.paddingLayout(2)),

    CONTEXT_PARAMS(
            "llama_context_params",
            JAVA_INT.withName("n_ctx"),
            JAVA_INT.withName("n_batch"),
            JAVA_INT.withName("n_ubatch"),
            JAVA_INT.withName("n_seq_max"),
            JAVA_INT.withName("n_rs_seq"),
            JAVA_INT.withName("n_outputs_max"),
            JAVA_INT.withName("n_outputs_max_per_seq"),
            JAVA_INT.withName("n_threads"),
            JAVA_INT.withName("n_threads_batch"),
            JAVA_INT.withName("ctx_type"),
            JAVA_INT.withName("rope_scaling_type"),
            JAVA_INT.withName("pooling_type"),
            JAVA_INT.withName("attention_type"),
            JAVA_INT.withName("flash_attn_type"),
            JAVA_FLOAT.withName("rope_freq_base"),
            JAVA_FLOAT.withName("rope_freq_scale"),
            JAVA_FLOAT.withName("yarn_ext_factor"),
            JAVA_FLOAT.withName("yarn_attn_factor"),
            JAVA_FLOAT.withName("yarn_beta_fast"),
            JAVA_FLOAT.withName("yarn_beta_slow"),
            JAVA_INT.withName("yarn_orig_ctx"),
            JAVA_FLOAT.withName("defrag_thold"),
            ADDRESS.withName("cb_eval"),
            ADDRESS.withName("cb_eval_user_data"),
            JAVA_INT.withName("type_k"),
            JAVA_INT.withName("type_v"),
            ADDRESS.withName("abort_callback"),
            ADDRESS.withName("abort_callback_data"),
            JAVA_BOOLEAN.withName("embeddings"),
            JAVA_BOOLEAN.withName("offload_kqv"),
            JAVA_BOOLEAN.withName("no_perf"),
            JAVA_BOOLEAN.withName("op_offload"),
            JAVA_BOOLEAN.withName("swa_full"),
            JAVA_BOOLEAN.withName("kv_unified"),
            MemoryLayout.paddingLayout(2),
            ADDRESS.withName("samplers"),
            JAVA_LONG.withName("n_samplers"),
            ADDRESS.withName("ctx_other")),

    BATCH(
            "llama_batch",
            JAVA_INT.withName("n_tokens"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("token"),
            ADDRESS.withName("embd"),
            ADDRESS.withName("pos"),
            ADDRESS.withName("n_seq_id"),
            ADDRESS.withName("seq_id"),
            ADDRESS.withName("logits")),

    THREADPOOL_PARAMS(
            "ggml_threadpool_params",
            MemoryLayout.sequenceLayout(512, JAVA_BYTE).withName("cpumask"),
            JAVA_INT.withName("n_threads"),
            JAVA_INT.withName("prio"),
            JAVA_INT.withName("poll"),
            JAVA_BOOLEAN.withName("strict_cpu"),
            JAVA_BOOLEAN.withName("paused"),
            MemoryLayout.paddingLayout(2));

    final String cName;
    private final StructLayout layout;

    Struct(String cName, MemoryLayout... members) {
        this.cName = cName;
        this.layout = MemoryLayout.structLayout(members);
    }

    /// For function descriptors and allocations.
    public StructLayout layout() {
        return layout;
    }

    /// Where a field begins, in bytes.
    public long offset(String field) {
        return layout.byteOffset(PathElement.groupElement(field));
    }

    /// Its size.
    public long bytes() {
        return layout.byteSize();
    }

    /// Sets a field of 32 bits.
    public void setInt(MemorySegment struct, String field, int value) {
        struct.set(JAVA_INT, offset(field), value);
    }

    /// Sets a field of type `bool`; 0 is false, 1 is true.
    public void setFlag(MemorySegment struct, String field, int value) {
        struct.set(JAVA_BYTE, offset(field), (byte) value);
    }

    /// Sets a field that is a pointer.
    public void setAddress(MemorySegment struct, String field, MemorySegment value) {
        struct.set(ADDRESS, offset(field), value);
    }

    int intAt(MemorySegment struct, String field) {
        return struct.get(JAVA_INT, offset(field));
    }

    int flagAt(MemorySegment struct, String field) {
        return struct.get(JAVA_BYTE, offset(field));
    }
}
