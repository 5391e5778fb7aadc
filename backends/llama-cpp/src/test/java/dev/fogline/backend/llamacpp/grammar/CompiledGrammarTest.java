package dev.fogline.backend.llamacpp.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledGrammarTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "root ::= \"yes\" | \"no\" | [0-9]+                     ; 42        ; 4x",
                "root ::= [^a-c\\]]{2,3}                                ; xé        ; xa",
                "root ::= \"a\"? \"b\"{2} (\"c\" | \"d\"){1,}           ; bbcd      ; abb",
                "root ::= \"\\x41\\u00e9\\U0001F600\\n\"+               ; `Aé😀\n`  ; Aé😀",
                "root ::= [a-] . \"\\\"\"                               ; -☃\"      ; b☃\"",
                "root ::= item* # comment\\n item ::= \"x\" \"yz\"*     ; xyzyzx    ; xy",
                "root ::= \"ab\"+                                       ; abab      ; aba",
                "root ::= ( \"a\"\\n | \"b\" )\\n\\n                    ; b         ; ab",
                "root ::= \"(\" root \")\" | \"\"                       ; ((()))    ; (()",
                "root ::= (\"a\"?){3} \"b\"                             ; aab       ; aaaab",
                "root ::= ((\"a\"*)*)*                                  ; aaaaaa    ; aab",
            })
    void readsAsLlamaCppDoes(String gbnf, String good, String bad) {
        CompiledGrammar grammar =
                CompiledGrammar.of(
                        gbnf.replace("\\n", "\n")
                                .replace("\"\n\"", "\"\\n\"")
                                .replace("\n\"+", "\\n\"+"));

        assertThat(grammar.accepts(good)).isTrue();
        assertThat(grammar.accepts(bad)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "root ::= \"a ; grammar, line 1, column 12: the text ends within a literal or a class",
                "root ::= ; ``",
                "main ::= \"a\" ; grammar: there is no rule root, which every grammar needs",
                "root ::= word ; grammar: there is no rule word",
                "root ::= (\"a\" ; grammar, line 1, column 14: expecting )",
                "root ::= \"a\" ) ; grammar, line 1, column 14: expecting the end of the line or the text",
                "root ::= * ; grammar, line 1, column 10: expecting a name",
                "root ::= \"a\"{3,2} ; grammar, line 1, column 18: a repetition from 3 to 2",
                "root ::= \"a\"{9999999} ; grammar, line 1, column 21: a repetition of more than 1000000",
                "root ::= \"\\q\" ; grammar, line 1, column 13: an unknown escape, \\q",
                "root ::= [] ; grammar, line 1, column 12: a class without characters",
                "root ::= root \"a\" | \"b\" ; grammar: the rule root begins with itself (left recursion)",
                "root ::= \"\"  (\"x\"?) root ; grammar: no text satisfies the rule root",
                "root ::= \"x\"? root | \"\" ; grammar: the rule root begins with itself (left recursion)",
                "root ::= \"x\" root ; grammar: no text satisfies the rule root",
                "root = \"x\" ; grammar, line 1, column 6: expecting ::=",
            })
    void saysWhatIsWrongWhere(String gbnf, String problem) {
        if (problem.isEmpty()) {
            assertThat(CompiledGrammar.of(gbnf).accepts("")).isTrue();
            return;
        }
        assertThatThrownBy(() -> CompiledGrammar.of(gbnf))
                .isInstanceOf(GrammarException.class)
                .hasMessage(problem);
    }

    @Test
    void refusesDeepNesting() {
        assertThat(CompiledGrammar.of(nested(499)).accepts("a")).isTrue();
        assertThatThrownBy(() -> CompiledGrammar.of(nested(20_000)))
                .hasMessageContaining("nested deeper than 500");
    }

    @Test
    void refusesCodeZero() {
        assertThatThrownBy(() -> CompiledGrammar.of("root ::= \"a\0\""))
                .hasMessage("grammar: it holds a character of code 0");
    }

    /// llama.cpp takes more than two minutes for a token of this.
    @Test
    void readsOptionalThingsInALongRowAtOnce() {
        CompiledGrammar grammar = CompiledGrammar.of("root ::= (\"a\"?){500} (\"a\"?){500} \"b\"");

        assertThat(grammar.accepts("a".repeat(1_000) + "b")).isTrue();
        assertThat(grammar.accepts("a".repeat(1_001) + "b")).isFalse();
    }

    @Test
    void givesUpWhereReadingsDoubleWithEachCharacter() {
        CompiledGrammar grammar =
                CompiledGrammar.of(
                        """
                        root ::= "x" root "y" | "x" root "z" | "w"
                        """);

        assertThat(grammar.accepts("xxwyz")).isTrue();
        assertThatThrownBy(() -> grammar.accepts("x".repeat(100)))
                .hasMessageContaining("can be read in more than 5000 ways");
    }

    @Test
    void countsFarWithoutWritingItOut() {
        CompiledGrammar grammar = CompiledGrammar.of("root ::= [a-z]{100000,200000}");

        assertThat(grammar.accepts("a".repeat(100_000))).isTrue();
        assertThat(grammar.accepts("a".repeat(99_999))).isFalse();
        assertThat(grammar.accepts("a".repeat(200_001))).isFalse();
    }

    private static String nested(int depth) {
        return "root ::= " + "(".repeat(depth) + "\"a\"" + ")".repeat(depth);
    }
}
