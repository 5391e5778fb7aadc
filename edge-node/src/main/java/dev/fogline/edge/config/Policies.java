package dev.fogline.edge.config;

import dev.fogline.router.PolicyBook;
import java.nio.file.Path;
import java.util.Optional;

/// The policies a node begins with, and where they come from.
///
/// @param book in force when it starts
/// @param file whose changes take effect while it runs; empty for the ready-made policies alone
/// @param reader of the file
public record Policies(PolicyBook book, Optional<Path> file, PolicyFile reader) {}
