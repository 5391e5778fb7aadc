package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.fogline.backend.llamacpp.natives.CStrings;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Text to tokens and back. The model it belongs to keeps it from being used after it was freed.
final class Vocabulary {

    /// Enough for every context there is, and far from the 2 GB at which llama.cpp's own sizes
    /// overflow.
    private static final int MAX_TEXT_BYTES = 16 << 20;

    /// More than a million tokens hold; copies of more would be too much for a worker's heap.
    private static final int MAX_JOINED_CHARACTERS = 4 << 20;

    private static final int PIECE_BYTES = 128;

    /// `LLAMA_TOKEN_ATTR_*` of `llama.h`.
    private static final int UNKNOWN = 1;

    private static final int CONTROL = 8;

    private final ModelFunctions functions;
    private final MemorySegment handle;
    private final int size;
    private final int begin;
    private final SpecialTexts special;

    Vocabulary(ModelFunctions functions, MemorySegment handle) throws Throwable {
        this.functions = functions;
        this.handle = handle;
        this.size = (int) functions.vocabularySize.invokeExact(handle);
        this.begin = (int) functions.beginToken.invokeExact(handle);
        this.special = new SpecialTexts(usable() ? specialTexts() : Set.of());
    }

    /// Whether the file has a vocabulary at all; without one, native calls would end the process.
    boolean usable() throws Throwable {
        return (int) functions.vocabularyType.invokeExact(handle) != 0; // LLAMA_VOCAB_TYPE_NONE
    }

    int size() {
        return size;
    }

    /// All of it at once, as whoever trained the model did: how words are cut depends on what
    /// stands before them. Each span on its own only if a person wrote what would be a special
    /// token, or if it is too long for any context.
    int[] tokenize(List<PromptSpan> prompt) throws Throwable {
        long characters = prompt.stream().mapToLong(span -> span.text().length()).sum();
        int[] all =
                characters > MAX_JOINED_CHARACTERS || special.readInText(prompt)
                        ? tokenizeApart(prompt)
                        : tokenize(joined(prompt), true, true);
        // A template that writes the begin token itself, for a model that also wants it added.
        boolean twice = all.length > 1 && all[0] == begin && all[1] == begin;
        return twice ? Arrays.copyOfRange(all, 1, all.length) : all;
    }

    private static String joined(List<PromptSpan> prompt) {
        return prompt.stream().map(PromptSpan::text).collect(Collectors.joining());
    }

    private int[] tokenizeApart(List<PromptSpan> prompt) throws Throwable {
        IntStream.Builder tokens = IntStream.builder();
        for (int i = 0; i < prompt.size(); i++) {
            PromptSpan span = prompt.get(i);
            Arrays.stream(tokenize(span.text(), i == 0, span.kind() == PromptSpan.Kind.MARKUP))
                    .forEach(tokens);
        }
        return tokens.build().toArray();
    }

    /// Of the tokens that are read in markup and not in text.
    private Set<String> specialTexts() throws Throwable {
        var texts = new HashSet<String>();
        for (int token = 0; token < size; token++) {
            int attributes = (int) functions.attributes.invokeExact(handle, token);
            if ((attributes & (UNKNOWN | CONTROL)) != 0) {
                texts.add(CStrings.read((MemorySegment) functions.text.invokeExact(handle, token)));
            }
        }
        texts.remove("");
        return texts;
    }

    boolean endsGeneration(int token) throws Throwable {
        return (boolean) functions.endsGeneration.invokeExact(handle, token);
    }

    byte[] piece(int token) throws Throwable {
        return piece(token, false);
    }

    byte[] markup(int token) throws Throwable {
        return piece(token, true);
    }

    private byte[] piece(int token, boolean special) throws Throwable {
        if (token < 0 || token >= size) {
            throw new IllegalArgumentException("token " + token + " not in [0, " + size + ")");
        }
        try (Arena arena = Arena.ofConfined()) {
            var buffer = arena.allocate(PIECE_BYTES);
            int bytes =
                    (int)
                            functions.piece.invokeExact(
                                    handle, token, buffer, PIECE_BYTES, 0, special);
            if (bytes < 0) {
                buffer = arena.allocate(-bytes);
                bytes =
                        (int)
                                functions.piece.invokeExact(
                                        handle, token, buffer, -bytes, 0, special);
            }
            return buffer.asSlice(0, bytes).toArray(JAVA_BYTE);
        }
    }

    private int[] tokenize(String text, boolean addSpecial, boolean parseSpecial) throws Throwable {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MAX_TEXT_BYTES) {
            throw new LlamaException(
                    "a text of " + utf8.length + " bytes is longer than " + MAX_TEXT_BYTES);
        }
        try (Arena arena = Arena.ofConfined()) {
            var bytes = arena.allocate(Math.max(1, utf8.length));
            MemorySegment.copy(utf8, 0, bytes, JAVA_BYTE, 0, utf8.length);
            int capacity = utf8.length + 2; // hardly ever more than one token a byte, and two added
            var tokens = arena.allocate(JAVA_INT, capacity);
            int count =
                    (int)
                            functions.tokenize.invokeExact(
                                    handle,
                                    bytes,
                                    utf8.length,
                                    tokens,
                                    capacity,
                                    addSpecial,
                                    parseSpecial);
            if (count < 0) {
                capacity = -count;
                tokens = arena.allocate(JAVA_INT, capacity);
                count =
                        (int)
                                functions.tokenize.invokeExact(
                                        handle,
                                        bytes,
                                        utf8.length,
                                        tokens,
                                        capacity,
                                        addSpecial,
                                        parseSpecial);
            }
            return tokens.asSlice(0, count * JAVA_INT.byteSize()).toArray(JAVA_INT);
        }
    }
}
