package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.grammar.CompiledGrammar;
import dev.fogline.backend.llamacpp.grammar.GrammarException;
import dev.fogline.backend.llamacpp.grammar.GrammarReader;
import dev.fogline.backend.llamacpp.grammar.Vocabulary;
import dev.fogline.backend.llamacpp.grammar.Vocabulary.Kind;
import dev.fogline.backend.llamacpp.grammar.Vocabulary.Token;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The grammars in use on one model. Thread-safe; what it gives out is the decode thread's.
final class Grammars {

    /// Kept with what was found out while they were followed, some megabytes each; clients use one
    /// schema again and again.
    private static final int MAX_KEPT = 4;

    private final Model model;
    private final Map<Shown, Vocabulary> vocabularies = new EnumMap<>(Shown.class);
    private final Map<Key, GrammarReader> kept = new LinkedHashMap<>(16, 0.75f, true);

    Grammars(Model model) {
        this.model = model;
    }

    /// Whether special tokens are a part of the text.
    private enum Shown {
        TEXT,
        SPECIAL_TEXTS
    }

    private record Key(String gbnf, Shown shown) {}

    /// @throws BackendException as an invalid request, with where and what is wrong
    synchronized GrammarReader reader(Grammar grammar, Generation generation)
            throws BackendException {
        Shown shown =
                generation.traits().contains(Generation.Trait.SPECIAL_TEXTS)
                        ? Shown.SPECIAL_TEXTS
                        : Shown.TEXT;
        var key = new Key(grammar.gbnf(), shown);
        GrammarReader known = kept.get(key);
        if (known != null) {
            return known;
        }
        try {
            GrammarReader reader =
                    CompiledGrammar.of(grammar.gbnf()).over(vocabulary(shown), this::named);
            kept.put(key, reader);
            if (kept.size() > MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            return reader;
        } catch (GrammarException e) {
            throw BackendException.of(FaultKind.INVALID_REQUEST, e.getMessage());
        }
    }

    /// Sorts the vocabulary ahead of the first grammar, which waits for it if it comes meanwhile.
    ///
    /// @throws IllegalStateException if the model is closed meanwhile
    synchronized void prepare() {
        vocabulary(Shown.TEXT);
    }

    private Vocabulary vocabulary(Shown shown) {
        return vocabularies.computeIfAbsent(
                shown,
                _ -> {
                    List<Token> tokens = new ArrayList<>();
                    for (int token = 0; token < model.vocabularySize(); token++) {
                        tokens.add(token(token, shown));
                    }
                    return new Vocabulary(tokens);
                });
    }

    private Token token(int token, Shown shown) {
        byte[] text = model.piece(token);
        if (model.endsGeneration(token)) {
            return new Token(text, Kind.END);
        }
        if (text.length > 0) {
            return new Token(text, Kind.TEXT);
        }
        return new Token(shown == Shown.SPECIAL_TEXTS ? model.markup(token) : text, Kind.SPECIAL);
    }

    private OptionalInt named(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        for (int token = 0; token < model.vocabularySize(); token++) {
            if (Arrays.equals(model.markup(token), text)) {
                return OptionalInt.of(token);
            }
        }
        return OptionalInt.empty();
    }
}
