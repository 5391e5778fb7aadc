/// GBNF grammars: reading and writing them, and following one while an answer is written. No native
/// code.
package dev.fogline.backend.llamacpp.grammar;
