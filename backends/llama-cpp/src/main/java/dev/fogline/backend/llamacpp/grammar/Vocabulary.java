package dev.fogline.backend.llamacpp.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// The tokens of a model as texts, in an order in which those that begin alike stand together, so
/// that a grammar reads each beginning once. Immutable.
public final class Vocabulary {

    /// By token; empty for those that are not read as texts.
    private final byte[][] pieces;

    private final long[] special;
    private final long[] ends;

    /// Tokens that are read as ordinary texts, ascending by bytes.
    private final int[] sorted;

    /// How many bytes each of them has in common with the one before it.
    private final int[] common;

    private final int longest;

    /// A token of a model.
    ///
    /// @param piece its text, perhaps a part of a character only; empty for none
    /// @param kind what it is for
    @SuppressWarnings("ArrayRecordComponent") // a vocabulary holds a hundred thousand
    public record Token(byte[] piece, Kind kind) {}

    /// What a token is for.
    public enum Kind {
        /// A piece of text.
        TEXT,
        /// A mark that a text only means where it spells it out, such as `<tool_call>`.
        SPECIAL,
        /// The end of the answer.
        END
    }

    /// @param tokens in the order of their numbers
    public Vocabulary(List<Token> tokens) {
        pieces = tokens.stream().map(Token::piece).toArray(byte[][]::new);
        special = bits(tokens.size(), token -> tokens.get(token).kind() == Kind.SPECIAL);
        ends = bits(tokens.size(), token -> tokens.get(token).kind() == Kind.END);
        var texts = new ArrayList<Integer>();
        for (int token = 0; token < pieces.length; token++) {
            if (pieces[token].length > 0 && tokens.get(token).kind() == Kind.TEXT) {
                texts.add(token);
            }
        }
        texts.sort((a, b) -> Arrays.compareUnsigned(pieces[a], pieces[b]));
        sorted = texts.stream().mapToInt(token -> token).toArray();
        common = new int[sorted.length];
        int most = 0;
        for (int i = 0; i < sorted.length; i++) {
            byte[] piece = pieces[sorted[i]];
            most = Math.max(most, piece.length);
            common[i] = i == 0 ? 0 : commonLength(pieces[sorted[i - 1]], piece);
        }
        longest = most;
    }

    int size() {
        return pieces.length;
    }

    byte[] piece(int token) {
        return pieces[token];
    }

    boolean isSpecial(int token) {
        return in(special, token);
    }

    boolean isEnd(int token) {
        return in(ends, token);
    }

    /// One bit for each token that ends an answer.
    long[] ends() {
        return ends.clone();
    }

    /// The tokens that a grammar can read as ordinary texts from a state on, one bit each.
    ///
    /// @throws GrammarException if that takes too much reading
    long[] readable(Automaton automaton, State from, Work work) {
        long[] readable = new long[bitWords(pieces.length)];
        State[] path = new State[longest + 1];
        path[0] = from;
        int lost =
                Integer.MAX_VALUE; // tokens that share more than this with the last are wrong too
        for (int i = 0; i < sorted.length; i++) {
            if (common[i] <= lost) {
                lost = walk(automaton, path, common[i], pieces[sorted[i]]);
                if (lost == Integer.MAX_VALUE) {
                    readable[sorted[i] >> 6] |= 1L << sorted[i];
                }
                work.check(automaton);
            }
        }
        return readable;
    }

    /// @param path the states behind each byte; the first `from` bytes are those of this token
    /// @return which byte is wrong; the largest number for none
    private static int walk(Automaton automaton, State[] path, int from, byte[] piece) {
        for (int at = from; at < piece.length; at++) {
            State next = automaton.step(path[at], piece[at] & 0xff);
            if (next.dead()) {
                return at;
            }
            path[at + 1] = next;
        }
        return Integer.MAX_VALUE;
    }

    static boolean in(long[] bits, int token) {
        return (bits[token >> 6] >>> token & 1) != 0;
    }

    static int bitWords(int size) {
        return (size + 63) >> 6;
    }

    private static long[] bits(int size, IntPredicate set) {
        long[] bits = new long[bitWords(size)];
        for (int token = 0; token < size; token++) {
            if (set.test(token)) {
                bits[token >> 6] |= 1L << token;
            }
        }
        return bits;
    }

    private static int commonLength(byte[] a, byte[] b) {
        int mismatch = Arrays.mismatch(a, b);
        return mismatch < 0 ? a.length : mismatch;
    }
}
