/// One attempt at an OpenAI-compatible server: the request written, the stream read, the faults
/// classified.
package dev.fogline.backend.openai;
