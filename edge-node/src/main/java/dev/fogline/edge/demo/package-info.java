/// The commands that run whole question sets: `demo` through two real nodes, `learn` on the models
/// themselves.
package dev.fogline.edge.demo;
