package dev.fogline.backend.llamacpp.natives;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// Whether a library is the one our struct layouts were written for: its version, and the default
/// parameters it writes, read back at the offsets we believe in. Pure.
///
/// A library that moved a field would otherwise be given garbage, and end the process some time
/// later.
final class LibraryCheck {

    static final String LLAMA_VERSION = "0.5.0";

    /// Wider than either struct, so that one that has grown shows, and overwrites nothing.
    static final long ROOM_BYTES = 1024;

    /// What the room is filled with before the library writes into it.
    static final byte UNTOUCHED = 0x5a;

    private record Default(Struct struct, String field, Width width, int value) {}

    private enum Width {
        INT32,
        FLAG
    }

    /// As `llama_model_default_params` and `llama_context_default_params` of 0.5.0 give them.
    private static final List<Default> DEFAULTS =
            List.of(
                    new Default(Struct.MODEL_PARAMS, "n_gpu_layers", Width.INT32, -1),
                    new Default(Struct.MODEL_PARAMS, "split_mode", Width.INT32, 1),
                    new Default(Struct.MODEL_PARAMS, "load_mode", Width.INT32, -1),
                    new Default(Struct.MODEL_PARAMS, "lazy_mode", Width.INT32, 1),
                    new Default(Struct.MODEL_PARAMS, "main_gpu", Width.INT32, 0),
                    new Default(Struct.MODEL_PARAMS, "vocab_only", Width.FLAG, 0),
                    new Default(Struct.MODEL_PARAMS, "use_extra_bufts", Width.FLAG, 1),
                    new Default(Struct.MODEL_PARAMS, "no_host", Width.FLAG, 0),
                    new Default(Struct.MODEL_PARAMS, "load_mtp", Width.FLAG, 0),
                    new Default(Struct.CONTEXT_PARAMS, "n_ctx", Width.INT32, 512),
                    new Default(Struct.CONTEXT_PARAMS, "n_batch", Width.INT32, 2048),
                    new Default(Struct.CONTEXT_PARAMS, "n_ubatch", Width.INT32, 512),
                    new Default(Struct.CONTEXT_PARAMS, "n_seq_max", Width.INT32, 1),
                    new Default(Struct.CONTEXT_PARAMS, "n_threads", Width.INT32, 4),
                    new Default(Struct.CONTEXT_PARAMS, "n_threads_batch", Width.INT32, 4),
                    new Default(Struct.CONTEXT_PARAMS, "flash_attn_type", Width.INT32, -1),
                    new Default(Struct.CONTEXT_PARAMS, "type_k", Width.INT32, 1),
                    new Default(Struct.CONTEXT_PARAMS, "type_v", Width.INT32, 1),
                    new Default(Struct.CONTEXT_PARAMS, "embeddings", Width.FLAG, 0),
                    new Default(Struct.CONTEXT_PARAMS, "offload_kqv", Width.FLAG, 1),
                    new Default(Struct.CONTEXT_PARAMS, "no_perf", Width.FLAG, 1),
                    new Default(Struct.CONTEXT_PARAMS, "swa_full", Width.FLAG, 1),
                    new Default(Struct.CONTEXT_PARAMS, "kv_unified", Width.FLAG, 0));

    private LibraryCheck() {}

    /// @param version as `llama_version` gives it, such as `0.5.0-dev`
    /// @return what is wrong with it, what was found and what was expected; empty if it fits
    static Optional<String> version(String version) {
        return version.equals(LLAMA_VERSION) || version.startsWith(LLAMA_VERSION + "-")
                ? Optional.empty()
                : Optional.of("llama_version is " + version + ", expected " + LLAMA_VERSION);
    }

    /// @param struct which default parameters these are
    /// @param room [#ROOM_BYTES] of [#UNTOUCHED] into which the library has written its defaults
    /// @return the first thing that is wrong, what was found and what was expected; empty if all
    ///   fits
    static Optional<String> defaults(Struct struct, MemorySegment room) {
        for (Default expected : DEFAULTS) {
            if (expected.struct() == struct) {
                int found = read(expected, room);
                if (found != expected.value()) {
                    return Optional.of(
                            struct.cName
                                    + "."
                                    + expected.field()
                                    + " at offset "
                                    + struct.offset(expected.field())
                                    + " is "
                                    + found
                                    + " by default, expected "
                                    + expected.value());
                }
            }
        }
        for (long at = struct.bytes(); at < ROOM_BYTES; at++) {
            if (room.get(JAVA_BYTE, at) != UNTOUCHED) {
                return Optional.of(
                        struct.cName + " is larger than the expected " + struct.bytes() + " bytes");
            }
        }
        return Optional.empty();
    }

    private static int read(Default expected, MemorySegment room) {
        return switch (expected.width()) {
            case INT32 -> expected.struct().intAt(room, expected.field());
            case FLAG -> expected.struct().flagAt(room, expected.field());
        };
    }
}
