package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.natives.Struct;
import java.lang.foreign.MemorySegment;

/// A context of llama.cpp: a key-value cache of several sequences, and the steps that go on with
/// them.
///
/// One thread uses it; only [#abort] may be called from others.
public final class Decoder implements AutoCloseable {

    /// Rows of logits are computed in chunks of this size at most; llama.cpp's default.
    private static final int MICRO_BATCH_TOKENS = 512;

    private final ContextFunctions functions;
    private final int logitCount;
    private final NativeContext context;

    /// How a step ended.
    public enum Step {
        /// All tokens are in the cache.
        DONE,
        /// [#abort] was called; any part of the batch may be in the cache.
        ABORTED,
        /// llama.cpp refused, see [#complaints]; any part of the batch may be in the cache.
        FAILED
    }

    /// @throws LlamaException if there is not enough memory, or the model cannot be run
    public Decoder(Model model, DecoderOptions options) {
        functions = model.library().contexts();
        logitCount = model.vocabularySize();
        context =
                new NativeContext(
                        model,
                        options.batchTokens(),
                        options.threads(),
                        options.attention(),
                        (fields, params) -> set(fields, params, options),
                        "of " + options.cells() + " tokens");
        if (context.memory().address() == 0) {
            context.close();
            throw new LlamaException("the model does not go on with a text: it is an encoder");
        }
    }

    /// What [#step] decodes: to be filled by the caller.
    public Batch batch() {
        return context.batch();
    }

    /// Decodes the batch; blocks for milliseconds to seconds.
    public Step step() {
        return context.step();
    }

    /// Why the last step failed, in llama.cpp's words.
    public String complaints() {
        return context.complaints();
    }

    /// Copies the logits of the last step's output.
    ///
    /// @param output as [Batch#addOutput] gave it
    /// @param into one entry per token of the vocabulary
    public void readLogits(int output, float[] into) {
        try {
            var row = (MemorySegment) functions.logits.invokeExact(context.handle(), output);
            if (row.address() == 0) {
                throw new LlamaException("llama.cpp has no logits for output " + output);
            }
            MemorySegment.copy(
                    row.reinterpret(logitCount * JAVA_FLOAT.byteSize()),
                    JAVA_FLOAT,
                    0,
                    into,
                    0,
                    logitCount);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    /// Takes everything from a position on out of a sequence.
    ///
    /// @return false if this kind of model can only forget a whole sequence, and nothing was taken
    ///   out
    public boolean truncate(int sequence, int length) {
        try {
            return (boolean)
                    functions.removeTokens.invokeExact(context.memory(), sequence, length, -1);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    /// Makes a sequence a copy of another one. With the next step, all cells of a sequence are
    /// copied, however many are in use: llama.cpp's assertion against less ends the process. Of a
    /// [recurrent][Model#recurrent] model the copy can not be shortened.
    public void copy(int from, int to) {
        try {
            functions.copyTokens.invokeExact(context.memory(), from, to, -1, -1);
        } catch (Throwable t) {
            throw LlamaException.unchecked(t);
        }
    }

    /// Ends the step under way, and every later one until [#rearm]; from any thread, at any time.
    public void abort() {
        context.abort();
    }

    /// Lets steps run again after [#abort].
    public void rearm() {
        context.rearm();
    }

    @Override
    public void close() {
        context.close();
    }

    private static void set(Struct fields, MemorySegment params, DecoderOptions options) {
        fields.setInt(params, "n_ctx", options.cells());
        fields.setInt(params, "n_batch", options.batchTokens());
        fields.setInt(params, "n_ubatch", Math.min(MICRO_BATCH_TOKENS, options.batchTokens()));
        fields.setInt(params, "n_seq_max", options.sequences());
        fields.setInt(params, "n_outputs_max", options.outputRows());
        // Cells of its own for each sequence: in a common pool, every token attends to the cells of
        // all sequences, also to those that no job uses.
        fields.setFlag(params, "kv_unified", 0);
    }
}
