/// From a conversation to the text a model was trained on, and from the text it generates back to
/// what it thinks, says and calls: templates, tool calls, reasoning.
package dev.fogline.backend.llamacpp.chat;
