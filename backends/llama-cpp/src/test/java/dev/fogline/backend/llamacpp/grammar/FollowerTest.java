package dev.fogline.backend.llamacpp.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.grammar.Vocabulary.Kind;
import dev.fogline.backend.llamacpp.grammar.Vocabulary.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FollowerTest {

    private static final List<String> TEXTS =
            List.of("a", "ab", "abc", "b", "\"", "{\"", "}", " x", "<call>", "all>{", "<c");

    private static final int MARK = TEXTS.size();
    private static final int END = MARK + 1;
    private static final int FIRST_BYTE = END + 1;
    private static final int LAST_BYTE = FIRST_BYTE + 1;

    private final Vocabulary vocabulary = vocabulary();

    @Test
    void allowsTokensAsFarAsTheirTextFits() {
        Follower follower = follow("root ::= \"ab\" [bc]+");

        assertThat(allowed(follower)).containsExactly("a", "ab", "abc");
        follower.accept(token("ab"));
        assertThat(allowed(follower)).containsExactly("b");
        follower.accept(token("b"));
        assertThat(allowed(follower)).containsExactly("b", "END");
        assertThat(follower.complete()).isFalse();
    }

    @Test
    void isCompleteWhereNothingMayFollow() {
        Follower follower = follow("root ::= \"ab\"");

        assertThat(follower.complete()).isFalse();
        follower.accept(token("ab"));

        assertThat(follower.complete()).isTrue();
        assertThat(allowed(follower)).containsExactly("END");
    }

    @Test
    void readsACharacterThatIsSplitOverTokens() {
        Follower follower = follow("root ::= [à-ï]");

        assertThat(allowed(follower)).containsExactly("byte C3");
        follower.accept(FIRST_BYTE);
        assertThat(allowed(follower)).containsExactly("byte A9");
        follower.accept(LAST_BYTE);
        assertThat(follower.complete()).isTrue();
    }

    @Test
    void doesNotBeginACharacterThatCannotBecomeAGoodOne() {
        assertThat(allowed(follow("root ::= [a€] | \"a\""))).containsExactly("a");
    }

    @Test
    void takesASpecialTokenForTheTextThatIsSpelledOnly() {
        assertThat(allowed(follow("root ::= \"<mark>\""))).contains("MARK");
        assertThat(allowed(follow("root ::= [^x]*"))).doesNotContain("MARK");
    }

    @Test
    void takesTokensByTheirNames() {
        assertThat(allowed(follow("root ::= <[3]> | <mark> \"a\""))).containsExactly("b", "MARK");
        assertThat(allowed(follow("root ::= !<[3]>")))
                .contains("a", "MARK")
                .doesNotContain("b", "END");
        assertThatThrownBy(() -> follow("root ::= <unheard>"))
                .hasMessage("grammar: the model has no token <unheard>");
        assertThatThrownBy(() -> follow("root ::= <[99]>"))
                .hasMessage("grammar: the model has no token <[99]>");
    }

    @Test
    void waitsForATrigger() {
        Follower follower = follow("root ::= \"<call>{\" \"\\\"\" \"}\"", "<call>");

        assertThat(allowed(follower)).contains("a", "b", "END", "<call>", "<c");
        follower.accept(token("b"));
        follower.accept(token("<call>"));

        assertThat(allowed(follower)).containsExactly("{\"");
        follower.accept(token("{\""));
        follower.accept(token("}"));
        assertThat(follower.complete()).isTrue();
    }

    @Test
    void seesATriggerThatIsSplitOverTokens() {
        Follower follower = follow("root ::= \"<call>{\" \"}\"", "<call>");

        follower.accept(token("a"));
        follower.accept(token("<c"));
        follower.accept(token("all>{"));

        assertThat(allowed(follower)).containsExactly("}");
    }

    @Test
    void allowsNoTokenThatCompletesATriggerAndGoesOnWrongly() {
        Follower follower = follow("root ::= \"<call>(\"", "<call>");

        follower.accept(token("<c"));

        assertThat(allowed(follower)).doesNotContain("all>{").contains("<call>", "a");
    }

    @Test
    void refusesToAcceptWhatIsNotAllowed() {
        Follower follower = follow("root ::= \"ab\"");

        assertThatThrownBy(() -> follower.accept(token("b")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> follower.accept(END)).isInstanceOf(IllegalStateException.class);
    }

    /// By mask and one by one alike.
    private List<String> allowed(Follower follower) {
        float[] logits = new float[vocabulary.size()];
        follower.mask(logits);
        var names = new ArrayList<String>();
        for (int token = 0; token < logits.length; token++) {
            boolean masked = logits[token] == Float.NEGATIVE_INFINITY;
            assertThat(follower.allows(token)).as(name(token)).isEqualTo(!masked);
            if (!masked) {
                names.add(name(token));
            }
        }
        return names;
    }

    private static String name(int token) {
        return switch (token - MARK) {
            case 0 -> "MARK";
            case 1 -> "END";
            case 2 -> "byte C3";
            case 3 -> "byte A9";
            default -> TEXTS.get(token);
        };
    }

    private static int token(String text) {
        return TEXTS.indexOf(text);
    }

    private Follower follow(String gbnf, String... triggers) {
        return CompiledGrammar.of(gbnf)
                .over(
                        vocabulary,
                        name -> name.equals("<mark>") ? OptionalInt.of(MARK) : OptionalInt.empty())
                .follow(List.of(triggers));
    }

    private static Vocabulary vocabulary() {
        var tokens = new ArrayList<Token>();
        TEXTS.forEach(text -> tokens.add(new Token(bytes(text), Kind.TEXT)));
        tokens.add(new Token(bytes("<mark>"), Kind.SPECIAL));
        tokens.add(new Token(new byte[0], Kind.END));
        tokens.add(new Token(new byte[] {(byte) 0xc3}, Kind.TEXT));
        tokens.add(new Token(new byte[] {(byte) 0xa9}, Kind.TEXT));
        return new Vocabulary(tokens);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
