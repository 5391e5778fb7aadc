package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.fogline.backend.llamacpp.natives.CStrings;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.natives.NativeSymbols;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Something that computes.
///
/// @param name as its library has it, such as `CPU`, `CUDA0` or `Vulkan0`
/// @param gpu whether it is one, in the processor or beside it
record Device(String name, boolean gpu) {

    /// `GGML_BACKEND_DEVICE_TYPE_GPU` and `_IGPU` of `ggml-backend.h`.
    private static final int GPU = 1;

    private static final int INTEGRATED_GPU = 2;

    /// Those whose libraries are loaded.
    static List<Device> all(NativeSymbols symbols) {
        var count = symbols.function("ggml_backend_dev_count", JAVA_LONG);
        var at = symbols.function("ggml_backend_dev_get", ADDRESS, JAVA_LONG);
        var name = symbols.function("ggml_backend_dev_name", ADDRESS, ADDRESS);
        var type = symbols.function("ggml_backend_dev_type", JAVA_INT, ADDRESS);
        try {
            var devices = new ArrayList<Device>();
            long all = (long) count.invokeExact();
            for (long i = 0; i < all; i++) {
                var device = (MemorySegment) at.invokeExact(i);
                int kind = (int) type.invokeExact(device);
                devices.add(
                        new Device(
                                CStrings.read((MemorySegment) name.invokeExact(device)),
                                kind == GPU || kind == INTEGRATED_GPU));
            }
            return List.copyOf(devices);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }
}
