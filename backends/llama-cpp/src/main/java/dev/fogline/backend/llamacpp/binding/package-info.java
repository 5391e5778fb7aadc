/// llama.cpp's C API: weights with their vocabulary and chat template
/// ([dev.fogline.backend.llamacpp.binding.Model]), and the decoding of batches
/// ([dev.fogline.backend.llamacpp.binding.Decoder]). Beyond this package and that of the libraries,
/// nobody touches native memory.
package dev.fogline.backend.llamacpp.binding;
