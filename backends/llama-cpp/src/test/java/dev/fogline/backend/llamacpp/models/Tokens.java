package dev.fogline.backend.llamacpp.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A vocabulary: special tokens, something for each byte, then pieces of words.
final class Tokens {

    /// `LLAMA_TOKEN_TYPE_*` of `llama.h`.
    enum Type {
        NORMAL(1),
        UNKNOWN(2),
        CONTROL(3),
        USER_DEFINED(4),
        BYTE(6);

        private final int number;

        Type(int number) {
            this.number = number;
        }
    }

    private record Token(String text, Type type, float score) {}

    private final List<Token> tokens = new ArrayList<>();
    private List<String> merges = List.of();

    private Tokens() {}

    /// As GPT-2 has it: bytes as printable characters, joined by ranked pairs.
    ///
    /// @param size of all of it
    /// @param special control tokens, first in the vocabulary
    static Tokens bytePairs(int size, List<String> special) {
        var tokens = new Tokens();
        special.forEach(text -> tokens.add(text, Type.CONTROL));
        IntStream.range(0, 256).forEach(b -> tokens.add(printable(b), Type.NORMAL));
        Pieces pieces = Pieces.of(size - tokens.size(), printable(' '));
        pieces.texts().forEach(text -> tokens.add(text, Type.NORMAL));
        tokens.merges = pieces.merges();
        return tokens;
    }

    int size() {
        return tokens.size();
    }

    int of(String text) {
        return IntStream.range(0, size())
                .filter(i -> tokens.get(i).text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no token " + text));
    }

    /// What the file says of it.
    Map<String, Object> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("tokenizer.ggml.model", "gpt2");
        metadata.put("tokenizer.ggml.tokens", tokens.stream().map(Token::text).toList());
        metadata.put(
                "tokenizer.ggml.token_type",
                tokens.stream().mapToInt(token -> token.type.number).toArray());
        metadata.put("tokenizer.ggml.merges", merges);
        return metadata;
    }

    private void add(String text, Type type) {
        tokens.add(new Token(text, type, 0));
    }

    /// GPT-2's `bytes_to_unicode`: printable bytes of Latin-1 stand for themselves, the others are
    /// numbered from U+0100 on.
    static String printable(int b) {
        int before = (int) IntStream.range(0, b).filter(i -> !prints(i)).count();
        return Character.toString(prints(b) ? b : 256 + before);
    }

    private static boolean prints(int b) {
        return (b > ' ' && b < 0x7f) || (b > 0xa0 && b != 0xad);
    }
}
