/// `fogline learn`: what models are good at, on the user's own prompts.
package dev.fogline.edge.learn;
