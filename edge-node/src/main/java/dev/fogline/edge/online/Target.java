package dev.fogline.edge.online;

/// Somebody to ask.
///
/// @param node whose door is knocked at
/// @param model as a client names it: a candidate of that node, or `auto`
/// @param share of all requests, relative to the other targets', > 0
/// @param mostWords of a prompt, ≥ 1
/// @param mostTokens of an answer, ≥ 2
record Target(Door node, String model, double share, int mostWords, int mostTokens) {

    /// A door of the run.
    enum Door {
        EDGE,
        CLOUD
    }
}
