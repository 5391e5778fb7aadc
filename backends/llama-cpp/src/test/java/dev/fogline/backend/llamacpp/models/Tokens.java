package dev.fogline.backend.llamacpp.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A vocabulary: special tokens, something for each byte, then pieces of words.
final class Tokens {

    /// `LLAMA_TOKEN_TYPE_*` of `llama.h`.
    private enum Type {
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

    private static final String UNKNOWN = "<unk>";

    /// Single characters of SentencePiece models, apart from letters.
    private static final String CHARACTERS = "0123456789.,;:!?'\"()-+*/=<>[]{}|_#@&%$ETAOINSHRDLU";

    private final List<Token> tokens = new ArrayList<>();
    private List<String> merges = List.of();

    private Tokens() {}

    /// As GPT-2 has it: bytes as printable characters, joined by ranked pairs.
    ///
    /// @param size of all of it
    /// @param control first in the vocabulary, never written out
    /// @param userDefined behind them: recognised in any text, and written out
    static Tokens bytePairs(int size, List<String> control, List<String> userDefined) {
        Tokens tokens = special(control, userDefined);
        IntStream.range(0, 256).forEach(b -> tokens.add(printable(b), Type.NORMAL, 0));
        Pieces pieces = Pieces.of(size - tokens.size(), printable(' '));
        pieces.texts().forEach(text -> tokens.add(text, Type.NORMAL, 0));
        tokens.merges = pieces.merges();
        return tokens;
    }

    /// As SentencePiece has it: pieces with scores, and a token for each byte of what is in none.
    static Tokens sentencePieces(int size, List<String> control, List<String> userDefined) {
        Tokens tokens = special(control, userDefined);
        IntStream.range(0, 256).forEach(b -> tokens.add("<0x%02X>".formatted(b), Type.BYTE, 0));
        String blank = "▁";
        String characters = blank + CHARACTERS + Pieces.LETTERS;
        Pieces pieces = Pieces.of(size - tokens.size() - characters.length(), blank);
        for (int rank = 0; rank < pieces.texts().size(); rank++) {
            tokens.add(pieces.texts().get(rank), Type.NORMAL, -rank);
        }
        characters.chars().forEach(c -> tokens.add(Character.toString(c), Type.NORMAL, -size));
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
        metadata.put("tokenizer.ggml.tokens", tokens.stream().map(Token::text).toList());
        metadata.put(
                "tokenizer.ggml.token_type",
                tokens.stream().mapToInt(token -> token.type.number).toArray());
        if (merges.isEmpty()) {
            metadata.put("tokenizer.ggml.model", "llama");
            metadata.put("tokenizer.ggml.scores", scores());
        } else {
            metadata.put("tokenizer.ggml.model", "gpt2");
            metadata.put("tokenizer.ggml.merges", merges);
        }
        return metadata;
    }

    private float[] scores() {
        var scores = new float[size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = tokens.get(i).score;
        }
        return scores;
    }

    private static Tokens special(List<String> control, List<String> userDefined) {
        var tokens = new Tokens();
        for (String text : control) {
            tokens.add(text, text.equals(UNKNOWN) ? Type.UNKNOWN : Type.CONTROL, 0);
        }
        userDefined.forEach(text -> tokens.add(text, Type.USER_DEFINED, 0));
        return tokens;
    }

    private void add(String text, Type type, float score) {
        tokens.add(new Token(text, type, score));
    }

    /// GPT-2's `bytes_to_unicode`: printable bytes of Latin-1 stand for themselves, the others are
    /// numbered from U+0100 on.
    private static String printable(int b) {
        int before = (int) IntStream.range(0, b).filter(i -> !prints(i)).count();
        return Character.toString(prints(b) ? b : 256 + before);
    }

    private static boolean prints(int b) {
        return (b > ' ' && b < 0x7f) || (b > 0xa0 && b != 0xad);
    }
}
