package dev.fogline.backend.llamacpp.binding;

/// How a model's weights are held.
///
/// @param repacked copied into the layout the processor is fastest with: anonymous memory of the
///   file's size. Otherwise they stay as they are in the file: half the memory, measured 1.5 to 2.8
///   times slower
/// @param mapped read through a memory map, whose pages the system may drop; otherwise read into
///   memory
/// @param locked kept out of the swap, as far as the system allows
/// @param gpuLayers layers computed by a GPU if there is one and its library; 0 for none
public record Loading(boolean repacked, boolean mapped, boolean locked, int gpuLayers) {

    /// On the processor, as fast as it can.
    public static final Loading FASTEST = new Loading(true, true, false, 0);

    public Loading {
        if (gpuLayers < 0) {
            throw new IllegalArgumentException("gpuLayers " + gpuLayers + " is below 0");
        }
    }
}
