/// A model in a process of its own: the frames that cross the border, the worker's side
/// ([dev.fogline.backend.llamacpp.worker.WorkerMain]) and the node's
/// ([dev.fogline.backend.llamacpp.worker.WorkerProcess]).
package dev.fogline.backend.llamacpp.worker;
