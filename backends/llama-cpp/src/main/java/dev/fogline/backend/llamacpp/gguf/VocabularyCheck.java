package dev.fogline.backend.llamacpp.gguf;

import dev.fogline.backend.llamacpp.gguf.Metadata.Elements;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether the lists of a vocabulary go together: `llama-vocab.cpp` of llama.cpp 0.5.0, where a
/// token that is there twice ends the process.
///
/// @param file for messages
record VocabularyCheck(Path file, Metadata metadata) {

    private static final String TOKENS = "tokenizer.ggml.tokens";

    /// Models that are fed with numbers.
    private static final Set<String> NO_VOCABULARY = Set.of("no_vocab", "none");

    /// @throws GgufException for the first that does not
    void run(TensorTable table) {
        Optional<String> model = metadata.text("tokenizer.ggml.model");
        if (model.isEmpty() || NO_VOCABULARY.contains(model.get())) {
            return;
        }
        Elements tokens = metadata.array(TOKENS).orElseThrow(() -> wrong(TOKENS + " is missing"));
        if (tokens.type() != Metadata.TEXT || tokens.count() == 0) {
            throw wrong(TOKENS + " is no list of texts");
        }
        distinct(metadata.tokens());
        beside("token_type", Set.of(Metadata.INT32), tokens.count());
        beside("scores", Set.of(Metadata.FLOAT, Metadata.INT32), tokens.count());
        table.find("token_embd.weight").ifPresent(embedding -> fits(embedding, tokens.count()));
    }

    private void distinct(List<String> tokens) {
        var seen = new HashSet<String>();
        for (int i = 0; i < tokens.size(); i++) {
            String text = tokens.get(i).isEmpty() ? "[EMPTY_" + i + "]" : tokens.get(i);
            if (!seen.add(text)) {
                throw wrong("token " + i + " is there twice in " + TOKENS);
            }
        }
    }

    private void beside(String name, Set<Integer> types, long count) {
        String key = "tokenizer.ggml." + name;
        metadata.array(key)
                .ifPresent(
                        list -> {
                            if (!types.contains(list.type())) {
                                throw wrong(key + " is a list of the wrong type");
                            }
                            if (list.count() < count) {
                                throw wrong(
                                        key
                                                + " has "
                                                + list.count()
                                                + " entries for "
                                                + count
                                                + " tokens");
                            }
                        });
    }

    /// A row for each token; more rows than tokens is how some models are padded.
    private void fits(TensorTable.Tensor embedding, long tokens) {
        long rows = embedding.shape().size() < 2 ? 1 : embedding.shape().get(1);
        if (rows < tokens) {
            throw wrong(
                    "tensor "
                            + embedding.name()
                            + " has "
                            + rows
                            + " rows for "
                            + tokens
                            + " tokens");
        }
    }

    private GgufException wrong(String problem) {
        return new GgufException(file, problem);
    }
}
