/// From a conversation to the text a model was trained on, and the doubt whether llama.cpp guesses
/// that text right.
package dev.fogline.backend.llamacpp.chat;
