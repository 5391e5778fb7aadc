/// Whether a draft can be trusted, by the probabilities of its tokens, and what it takes to find
/// out.
package dev.fogline.cost.cascade;
