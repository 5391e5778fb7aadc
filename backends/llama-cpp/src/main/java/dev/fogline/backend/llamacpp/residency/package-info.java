/// Which models are loaded: on demand, within a memory budget, again after a crash.
package dev.fogline.backend.llamacpp.residency;
