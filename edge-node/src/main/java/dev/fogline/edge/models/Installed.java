package dev.fogline.edge.models;

import java.nio.file.Path;
import java.util.Optional;

/// A model that is there.
///
/// @param name by which it is asked for
/// @param bytes of its file
/// @param receipt empty if it was put there by hand
record Installed(String name, Path file, long bytes, Optional<Receipt> receipt) {}
