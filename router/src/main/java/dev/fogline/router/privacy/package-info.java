/// Finds personal data and secrets in the texts of a request, by the definitions of their formats.
///
/// Each kind has one finder: a hand-written scan whose work is bounded per character, so that no
/// text, however made, costs more than its length. What is found is told as places, never as text.
package dev.fogline.router.privacy;
