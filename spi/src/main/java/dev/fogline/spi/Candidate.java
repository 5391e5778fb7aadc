package dev.fogline.spi;

/// One place where a request could be answered, as a decision sees it.
///
/// @param backend the configured name of the backend
/// @param model the model's profile
/// @param node a snapshot of its state
public record Candidate(String backend, ModelProfile model, NodeState node) {

    /// `backend/model`, unique within a node; also what a client may ask for.
    public String key() {
        return backend + "/" + model.name();
    }
}
