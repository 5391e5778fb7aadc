package dev.fogline.backend.llamacpp.binding;

import dev.fogline.backend.llamacpp.natives.CStrings;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.natives.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Weights and vocabulary of one GGUF file in memory. Thread-safe; a call after [#close] is an
/// [IllegalStateException], one under way is waited for.
public final class Model implements AutoCloseable {

    private final LlamaLibrary library;
    private final MemorySegment handle;
    private final Vocabulary vocabulary;
    private final int trainedContextTokens;

    /// Callers hold the read lock while native code uses the weights; whoever frees them holds the
    /// write lock.
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    private Model(LlamaLibrary library, MemorySegment handle) throws Throwable {
        this.library = library;
        this.handle = handle;
        ModelFunctions functions = library.models();
        this.vocabulary =
                new Vocabulary(functions, (MemorySegment) functions.vocabulary.invokeExact(handle));
        this.trainedContextTokens = (int) functions.trainedContext.invokeExact(handle);
    }

    /// Loads a model; takes from milliseconds to minutes, with the size of the file.
    ///
    /// @param file checked before, see [dev.fogline.backend.llamacpp.gguf.GgufHeader#read]
    /// @throws LlamaException if llama.cpp refuses it, or it does not generate text
    public static Model load(LlamaLibrary library, Path file, Loading loading) {
        ModelFunctions functions = library.models();
        try (Arena arena = Arena.ofConfined()) {
            var params =
                    (MemorySegment) functions.defaultParams.invokeExact((SegmentAllocator) arena);
            Struct.MODEL_PARAMS.setInt(params, "n_gpu_layers", loading.gpuLayers());
            Struct.MODEL_PARAMS.setFlag(params, "use_extra_bufts", loading.repacked() ? 1 : 0);
            library.log().clear();
            var handle =
                    (MemorySegment)
                            functions.load.invokeExact(
                                    CStrings.write(arena, file.toString()), params);
            if (handle.address() == 0) {
                throw new LlamaException(file + " cannot be loaded: " + library.log().complaints());
            }
            var model = new Model(library, handle);
            model.requireTextGeneration(file);
            return model;
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
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

    /// The same for special tokens too: the text they stand for.
    public byte[] specialPiece(int token) {
        return using(() -> vocabulary.piece(token, true));
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

    LlamaLibrary library() {
        return library;
    }

    /// Valid until [#close].
    MemorySegment handle() {
        return handle;
    }

    private void requireTextGeneration(Path file) throws Throwable {
        boolean encoder = (boolean) library.models().hasEncoder.invokeExact(handle);
        boolean decoder = (boolean) library.models().hasDecoder.invokeExact(handle);
        if (encoder || !decoder || !vocabulary.usable()) {
            close();
            throw new LlamaException(
                    file
                            + " is no model that goes on with a text: it "
                            + (encoder || !decoder ? "is an encoder" : "has no vocabulary"));
        }
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
