/// From logits to a token and its probability; arithmetic only.
package dev.fogline.backend.llamacpp.sampling;
