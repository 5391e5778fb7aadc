/// Proves the table of modules: who may use whom, and what each may touch.
package dev.fogline.dist;
