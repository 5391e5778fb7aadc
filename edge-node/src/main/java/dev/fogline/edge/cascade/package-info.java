/// What a draft that is held back, and handed over where it is doubtful, is worth: `fogline eval
/// cascade`.
package dev.fogline.edge.cascade;
