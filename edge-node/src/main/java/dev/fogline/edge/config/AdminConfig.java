package dev.fogline.edge.config;

/// A door apart, for whoever runs the node: metrics, health and decisions.
///
/// @param host to bind to; on the loopback nobody needs a key
/// @param port to bind to, 0 for any free one
public record AdminConfig(String host, int port) {}
