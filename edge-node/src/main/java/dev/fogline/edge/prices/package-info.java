/// The commands about prices: what models cost, and whether a price file can be read.
package dev.fogline.edge.prices;
