/// llama.cpp's libraries of one pinned release: their files, whether they fit, their functions by
/// name, their structs and their log.
package dev.fogline.backend.llamacpp.natives;
