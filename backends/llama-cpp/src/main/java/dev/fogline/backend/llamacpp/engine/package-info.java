/// Several generations at once on one model: one thread decodes all of them together, a step at a
/// time. It knows tokens, not requests, so that it may run in a process of its own.
package dev.fogline.backend.llamacpp.engine;
