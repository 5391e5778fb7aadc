package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.fogline.backend.llamacpp.natives.CStrings;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.natives.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Weights and vocabulary of one GGUF file in memory. Thread-safe; a call after [#close] is an
/// [IllegalStateException], one under way is waited for.
public final class Model implements AutoCloseable {

    /// Of the numbers and names asked for here; longer ones would be cut off.
    private static final int MAX_METADATA_BYTES = 256;

    private final LlamaLibrary library;
    private final MemorySegment handle;
    private final boolean onGpu;
    private final Vocabulary vocabulary;
    private final int trainedContextTokens;
    private final List<Loaded> adapters = new CopyOnWriteArrayList<>();

    /// Callers hold the read lock while native code uses the weights; whoever frees them holds the
    /// write lock.
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    private record Loaded(MemorySegment handle, float scale) {}

    private Model(LlamaLibrary library, MemorySegment handle, Loading loading) throws Throwable {
        this.library = library;
        this.handle = handle;
        this.onGpu = loading.gpuLayers() > 0;
        ModelFunctions functions = library.models();
        this.vocabulary =
                new Vocabulary(functions, (MemorySegment) functions.vocabulary.invokeExact(handle));
        this.trainedContextTokens = (int) functions.trainedContext.invokeExact(handle);
    }

    /// Loads a model; takes from milliseconds to minutes, with the size of the file.
    ///
    /// @param file checked before, see [dev.fogline.backend.llamacpp.gguf.GgufHeader#read]
    /// @throws LlamaException if llama.cpp refuses it, it knows no tokens, or layers are to go to a
    ///   GPU and there is none
    public static Model load(LlamaLibrary library, Path file, Loading loading) {
        ModelFunctions functions = library.models();
        if (loading.gpuLayers() > 0) {
            library.requireGpu();
        }
        try (Arena arena = Arena.ofConfined()) {
            var params =
                    (MemorySegment) functions.defaultParams.invokeExact((SegmentAllocator) arena);
            Struct.MODEL_PARAMS.setInt(params, "n_gpu_layers", loading.gpuLayers());
            Struct.MODEL_PARAMS.setInt(params, "load_mode", loadMode(loading));
            Struct.MODEL_PARAMS.setFlag(params, "use_extra_bufts", loading.repacked() ? 1 : 0);
            library.listen();
            var handle =
                    (MemorySegment)
                            functions.load.invokeExact(
                                    CStrings.write(arena, file.toString()), params);
            if (handle.address() == 0) {
                throw new LlamaException(file + " cannot be loaded: " + library.log().complaints());
            }
            var model = new Model(library, handle, loading);
            model.requireVocabulary(file);
            return model;
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    /// `LLAMA_LOAD_MODE_*` of `llama.h`: 1 maps, 2 locks, 3 does both.
    private static int loadMode(Loading loading) {
        return (loading.mapped() ? 1 : 0) + (loading.locked() ? 2 : 0);
    }

    /// The tokens of a prompt, with those in front that the model wants there.
    ///
    /// @throws LlamaException if it is too long to be tokenised at all
    public int[] tokenize(List<PromptSpan> prompt) {
        return using(() -> vocabulary.tokenize(prompt));
    }

    /// The bytes of one token; they may be a part of a character only, and are none for special
    /// tokens.
    public byte[] piece(int token) {
        return using(() -> vocabulary.piece(token));
    }

    /// The bytes of one token, special ones by their names.
    public byte[] markup(int token) {
        return using(() -> vocabulary.markup(token));
    }

    /// Whether the model says with this token that it is done.
    public boolean endsGeneration(int token) {
        return using(() -> vocabulary.endsGeneration(token));
    }

    /// How many tokens there are.
    public int vocabularySize() {
        return vocabulary.size();
    }

    /// Prompt and answer of its training, in tokens.
    public int trainedContextTokens() {
        return trainedContextTokens;
    }

    /// Whether what it remembers of a text is, in some layers at least, one state instead of a cell
    /// for each token: it can be gone on with, forgotten and copied as a whole only.
    public boolean recurrent() {
        return using(
                () ->
                        (boolean) library.models().recurrent.invokeExact(handle)
                                || (boolean) library.models().hybrid.invokeExact(handle));
    }

    /// Whether it goes on with a text, token by token. Encoders read a text as a whole; those of
    /// the BERT family show only in their having no key-value cache, see [Decoder].
    public boolean goesOn() {
        return using(
                () ->
                        !(boolean) library.models().hasEncoder.invokeExact(handle)
                                && (boolean) library.models().hasDecoder.invokeExact(handle));
    }

    /// How long its vectors are.
    public int embeddingSize() {
        return using(() -> (int) library.models().embeddingSize.invokeExact(handle));
    }

    /// How the vectors of a text's tokens become one: `LLAMA_POOLING_TYPE_*` of `llama.h`, as the
    /// file says; empty if it says nothing.
    public OptionalInt pooling() {
        return metadata(architecture() + ".pooling_type").stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /// What kind of model it is, such as `llama`.
    public String architecture() {
        return metadata("general.architecture").orElseThrow();
    }

    /// Adds a low-rank change to its weights, for every context made after this.
    ///
    /// @param file checked before, see [dev.fogline.backend.llamacpp.gguf.AdapterHeader#read]
    /// @param scale how much of it, 0 for nothing
    /// @throws LlamaException if llama.cpp refuses it
    public void adapt(Path file, float scale) {
        using(
                () -> {
                    try (Arena arena = Arena.ofConfined()) {
                        library.log().clear();
                        var adapter =
                                (MemorySegment)
                                        library.models()
                                                .loadAdapter
                                                .invokeExact(
                                                        handle,
                                                        CStrings.write(arena, file.toString()));
                        if (adapter.address() == 0) {
                            throw new LlamaException(
                                    file + " cannot be added: " + library.log().complaints());
                        }
                        adapters.add(new Loaded(adapter, scale)); // freed with the model
                        return adapter;
                    }
                });
    }

    /// Frees the weights. No decoder may be open on them.
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                library.models().free.invokeExact(handle);
            }
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        } finally {
            use.writeLock().unlock();
        }
    }

    /// Whether a part of it is on a GPU, where the cache should be too then.
    boolean onGpu() {
        return onGpu;
    }

    void applyAdapters(MemorySegment context) throws Throwable {
        if (adapters.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            int count = adapters.size();
            var handles = arena.allocate(ADDRESS, count);
            var scales = arena.allocate(JAVA_FLOAT, count);
            for (int i = 0; i < count; i++) {
                handles.setAtIndex(ADDRESS, i, adapters.get(i).handle());
                scales.setAtIndex(JAVA_FLOAT, i, adapters.get(i).scale());
            }
            int result =
                    (int)
                            library.contexts()
                                    .setAdapters
                                    .invokeExact(context, handles, (long) count, scales);
            if (result != 0) {
                throw new LlamaException("adapters cannot be set: " + library.log().complaints());
            }
        }
    }

    LlamaLibrary library() {
        return library;
    }

    /// Valid until [#close].
    MemorySegment handle() {
        return handle;
    }

    /// Without a vocabulary, native calls would end the process.
    private void requireVocabulary(Path file) throws Throwable {
        if (!vocabulary.usable()) {
            close();
            throw new LlamaException(file + " is of no use here: it has no vocabulary");
        }
    }

    private Optional<String> metadata(String key) {
        return using(
                () -> {
                    try (Arena arena = Arena.ofConfined()) {
                        var text = arena.allocate(MAX_METADATA_BYTES);
                        int length =
                                (int)
                                        library.models()
                                                .metadata
                                                .invokeExact(
                                                        handle,
                                                        CStrings.write(arena, key),
                                                        text,
                                                        (long) MAX_METADATA_BYTES);
                        return length < 0 ? Optional.empty() : Optional.of(text.getString(0));
                    }
                });
    }

    /// Something to do with native memory that must not be freed meanwhile.
    interface NativeUse<T> {
        T run() throws Throwable;
    }

    private <T> T using(NativeUse<T> body) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            return body.run();
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        } finally {
            use.readLock().unlock();
        }
    }
}
