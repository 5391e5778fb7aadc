/// The pipeline: extract, snapshot, constrain, estimate, rank, perform, learn.
package dev.fogline.router;
