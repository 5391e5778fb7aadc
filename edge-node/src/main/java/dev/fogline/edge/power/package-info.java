/// What this machine draws, where it says so, and what of that is the models' work.
package dev.fogline.edge.power;
