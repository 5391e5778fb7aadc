package dev.fogline.backend.llamacpp.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.binding.NativeGrammar;
import dev.fogline.backend.llamacpp.grammar.Vocabulary.Kind;
import dev.fogline.backend.llamacpp.grammar.Vocabulary.Token;
import dev.fogline.backend.llamacpp.schema.JsonSchemas;
import dev.fogline.backend.llamacpp.schema.RandomGrammars;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Token by token beside llama.cpp's own grammar sampler, on the vocabulary of the demo model:
/// bytes, parts of words, special tokens.
class FollowerBesideLlamaCppTest {

    private static final Model MODEL = DemoModel.edge();
    private static final Vocabulary VOCABULARY = vocabulary();

    private static final Pattern REPEATS_NOTHING =
            Pattern.compile("[|(]\\s*[|)]|[?*}]\\s*[?*+{]|\"\"|\\{[,0]");

    @AfterAll
    static void free() {
        MODEL.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root ::= \"yes\" | \"no\" | [0-9]+",
                "root ::= (\"the \" | \"a \")? [a-z]{2,5} \" \" root | \".\"",
                "root ::= [^aeiou\\n]* \"e\" .{3}",
                "root ::= \"(\" root \")\" root | \"\"",
                "root ::= [α-ωà-ï一-龥]{1,6} \"!\"",
                "root ::= ([ab] | \"ab\" | \"ba\")* \"c\"",
            })
    void allowsTheSameTokens(String gbnf) {
        walk(gbnf, 40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\": \"object\"}",
                "{\"type\": \"array\", \"items\": {\"type\": \"string\", \"maxLength\": 3}}",
                "{\"type\": \"number\", \"minimum\": -12.5, \"maximum\": 731}",
                "{\"type\": \"string\", \"pattern\": \"^[^a-f]+(é|ü)?$\"}",
                "{\"properties\": {\"name\": {\"type\": \"string\"}, \"n\": {\"type\": \"integer\"}},"
                        + " \"additionalProperties\": {\"type\": \"null\"}}",
                "{\"type\": \"string\", \"format\": \"date-time\"}",
            })
    void allowsTheSameTokensUnderSchemas(String schema) {
        walk(JsonSchemas.grammar(schema), 60);
    }

    @Test
    void refusesWhatLlamaCppRefuses() {
        List<String> broken =
                List.of(
                        "root ::= \"a",
                        "root ::= [a",
                        "root ::= \"a\" )",
                        "root ::= (\"a\"",
                        "root ::= word",
                        "main ::= \"a\"",
                        "root ::= *",
                        "root ::= \"a\"{",
                        "root ::= \"a\"{x}",
                        "root ::= \"\\q\"",
                        "root ::= \"\\x4\"",
                        "root = \"a\"",
                        "root ::= root \"a\" | \"b\"",
                        "root ::= <nothing>");
        for (String gbnf : broken) {
            try (var its = new NativeGrammar(MODEL, gbnf)) {
                assertThat(its.valid()).as(gbnf).isFalse();
            }
            assertThat(valid(gbnf)).as(gbnf).isFalse();
        }
    }

    /// Characters of a good grammar exchanged at random: wherever the one reads it, so does the
    /// other. Not compared: what is refused here on purpose; and repetitions of what may be
    /// nothing, which llama.cpp takes for left recursion.
    @Test
    void readsMutatedGrammarsAsLlamaCppDoes() {
        String good = "root ::= (\"a\" | [b-d]{1,2})+ x?\nx ::= \"\\x41\" # y\n";
        var random = new Random(7);
        String letters = "\"\\[](){}|*+?-^:=#<>!.,ax1 \n";
        for (int i = 0; i < 3_000; i++) {
            var mutated = new StringBuilder(good);
            for (int j = random.nextInt(1, 3); j > 0; j--) {
                int at = random.nextInt(mutated.length());
                mutated.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
            }
            String gbnf = mutated.toString();
            if (!valid(gbnf) || REPEATS_NOTHING.matcher(gbnf).find()) {
                continue;
            }
            try (var its = new NativeGrammar(MODEL, gbnf)) {
                assertThat(its.valid()).as(gbnf).isTrue();
            }
        }
    }

    /// The notation is llama.cpp's, whatever the schema.
    @Test
    void llamaCppReadsTheGrammarsOfAThousandSchemas() {
        int read = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            Optional<String> gbnf = RandomGrammars.of(seed);
            if (gbnf.isPresent()) {
                read++;
                try (var its = new NativeGrammar(MODEL, gbnf.get())) {
                    assertThat(its.valid()).as(gbnf.get()).isTrue();
                }
            }
        }
        assertThat(read).isGreaterThan(900);
    }

    private static boolean valid(String gbnf) {
        try {
            follow(gbnf);
            return true;
        } catch (GrammarException e) {
            return false;
        }
    }

    private static void walk(String gbnf, int steps) {
        for (int seed = 0; seed < 5; seed++) {
            var random = new Random(seed);
            Follower ours = follow(gbnf);
            try (var its = new NativeGrammar(MODEL, gbnf)) {
                var text = new StringBuilder();
                for (int step = 0; step < steps && !ours.complete(); step++) {
                    BitSet allowed = compare(ours, its, gbnf + " behind " + text);
                    int token = pick(allowed, random);
                    if (token < 0) {
                        break;
                    }
                    ours.accept(token);
                    its.accept(token);
                    text.append(new String(MODEL.piece(token), StandardCharsets.UTF_8));
                }
            }
        }
    }

    /// Special tokens apart: llama.cpp takes their names for text.
    private static BitSet compare(Follower ours, NativeGrammar its, String where) {
        float[] logits = new float[VOCABULARY.size()];
        ours.mask(logits);
        BitSet theirs = its.allowed();
        var allowed = new BitSet();
        var differing = new ArrayList<String>();
        for (int token = 0; token < logits.length; token++) {
            boolean may = logits[token] != Float.NEGATIVE_INFINITY;
            assertThat(ours.allows(token)).isEqualTo(may);
            if (may != theirs.get(token) && comparable(token)) {
                differing.add(
                        token
                                + " "
                                + new String(MODEL.markup(token), StandardCharsets.UTF_8)
                                + " "
                                + may);
            }
            allowed.set(token, may && theirs.get(token) && !VOCABULARY.isEnd(token));
        }
        assertThat(differing).as(where).isEmpty();
        return allowed;
    }

    /// Bytes that no UTF-8 text holds apart: llama.cpp takes them for the beginning of a character.
    /// The byte 0 apart: llama.cpp takes it for the end of the token.
    private static boolean comparable(int token) {
        byte[] piece = MODEL.piece(token);
        boolean inUtf8 = piece.length > 0 && piece[0] != 0 && (piece[0] & 0xff) < 0xf5;
        return VOCABULARY.isEnd(token) || inUtf8;
    }

    private static int pick(BitSet allowed, Random random) {
        if (allowed.isEmpty()) {
            return -1;
        }
        return allowed.stream()
                .skip(random.nextInt(allowed.cardinality()))
                .findFirst()
                .orElseThrow();
    }

    private static Follower follow(String gbnf) {
        return CompiledGrammar.of(gbnf)
                .over(VOCABULARY, _ -> OptionalInt.empty())
                .follow(List.of());
    }

    private static Vocabulary vocabulary() {
        List<Token> tokens = new ArrayList<>();
        for (int token = 0; token < MODEL.vocabularySize(); token++) {
            byte[] piece = MODEL.piece(token);
            tokens.add(
                    new Token(
                            piece,
                            MODEL.endsGeneration(token)
                                    ? Kind.END
                                    : piece.length > 0 ? Kind.TEXT : Kind.SPECIAL));
        }
        return new Vocabulary(tokens);
    }
}
