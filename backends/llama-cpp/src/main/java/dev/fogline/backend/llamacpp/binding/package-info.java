/// llama.cpp's C API of one pinned release: libraries, struct layouts, functions, and the three
/// things made of them, a [dev.fogline.backend.llamacpp.binding.Model], a
/// [dev.fogline.backend.llamacpp.binding.Decoder] and its
/// [dev.fogline.backend.llamacpp.binding.Batch]. No other package touches native memory.
package dev.fogline.backend.llamacpp.binding;
