package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.fogline.backend.llamacpp.natives.NativeSymbols;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.BitSet;

/// llama.cpp's own grammar sampler, to compare with. It writes what it dislikes to the error
/// stream.
public final class NativeGrammar implements AutoCloseable {

    private static final int TOKEN_BYTES = 12; // llama_token_data: id, logit, p

    private final NativeSymbols symbols =
            NativeSymbols.open(Path.of(System.getProperty("fogline.llama.dir")));
    private final Arena arena = Arena.ofConfined();
    private final Model model;
    private final MemorySegment sampler;

    /// @param gbnf small and not deeply nested: llama.cpp crashes or hangs on others
    public NativeGrammar(Model model, String gbnf) {
        this.model = model;
        try {
            var vocabulary =
                    (MemorySegment)
                            symbols.function("llama_model_get_vocab", ADDRESS, ADDRESS)
                                    .invokeExact(model.handle());
            sampler =
                    (MemorySegment)
                            symbols.function(
                                            "llama_sampler_init_grammar",
                                            ADDRESS,
                                            ADDRESS,
                                            ADDRESS,
                                            ADDRESS)
                                    .invokeExact(
                                            vocabulary,
                                            arena.allocateFrom(gbnf),
                                            arena.allocateFrom("root"));
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    /// Whether llama.cpp could read it.
    public boolean valid() {
        return sampler.address() != 0;
    }

    /// The tokens that may come next.
    public BitSet allowed() {
        int size = model.vocabularySize();
        var allowed = new BitSet();
        try (Arena local = Arena.ofConfined()) {
            MemorySegment tokens = local.allocate((long) size * TOKEN_BYTES, 8);
            for (int token = 0; token < size; token++) {
                tokens.set(JAVA_INT, (long) token * TOKEN_BYTES, token);
                tokens.set(JAVA_FLOAT, (long) token * TOKEN_BYTES + 4, 0);
            }
            MemorySegment array = local.allocate(32, 8);
            array.set(ADDRESS, 0, tokens);
            array.set(JAVA_LONG, 8, size);
            array.set(JAVA_LONG, 16, -1);
            symbols.procedure("llama_sampler_apply", ADDRESS, ADDRESS).invokeExact(sampler, array);
            for (int token = 0; token < size; token++) {
                float logit = tokens.get(JAVA_FLOAT, (long) token * TOKEN_BYTES + 4);
                allowed.set(token, logit != Float.NEGATIVE_INFINITY);
            }
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
        return allowed;
    }

    /// @param token out of [#allowed]: any other ends the process
    public void accept(int token) {
        try {
            symbols.procedure("llama_sampler_accept", ADDRESS, JAVA_INT)
                    .invokeExact(sampler, token);
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    @Override
    public void close() {
        try {
            if (valid()) {
                symbols.procedure("llama_sampler_free", ADDRESS).invokeExact(sampler);
            }
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
        arena.close();
    }
}
