package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.residency.Resident;
import dev.fogline.spi.ServedModel;

/// A model file that is served, loaded or not.
///
/// @param served what clients may ask of it
/// @param resident where it is
/// @param prompts how it wants to be asked
record LocalModel(ServedModel served, Resident resident, Prompts prompts) {}
