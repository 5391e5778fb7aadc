/// llama.cpp as a Fogline backend: settings in, requests to prompts, endings to answers and faults.
package dev.fogline.backend.llamacpp;
