/// What a GGUF file says of itself, read and checked before the native library sees the file.
package dev.fogline.backend.llamacpp.gguf;
