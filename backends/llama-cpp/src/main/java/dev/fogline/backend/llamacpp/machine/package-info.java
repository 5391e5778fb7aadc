/// What this machine can compute with.
package dev.fogline.backend.llamacpp.machine;
