package dev.fogline.backend.llamacpp.engine;

import java.util.List;

/// Texts on their way to vectors.
final class EmbeddingJob implements Running {

    /// Tokens of each text, not empty.
    final List<int[]> texts;

    private final Outlet outlet;
    private final Embedder embedder;
    private volatile boolean cancelled;

    EmbeddingJob(List<int[]> texts, Outlet outlet, Embedder embedder) {
        this.texts = List.copyOf(texts);
        this.outlet = outlet;
        this.embedder = embedder;
    }

    @Override
    public void cancel() {
        cancelled = true;
        embedder.cancel(this);
    }

    boolean cancelled() {
        return cancelled;
    }

    /// Called once.
    void end(Ending ending) {
        outlet.put(ending);
    }

    int tokens() {
        return texts.stream().mapToInt(text -> text.length).sum();
    }
}
