package dev.fogline.backend.llamacpp.worker;

import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.Loading;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.engine.Adapter;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Grammar;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.backend.llamacpp.engine.Use;
import dev.fogline.backend.llamacpp.worker.FrameIn.Values;
import dev.fogline.backend.llamacpp.worker.FrameOut.Bytes;
import dev.fogline.spi.request.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// The parts of orders as bytes; each `write` stands before the method that reads the same.
final class Orders {

    private Orders() {}

    static void write(EngineOptions options, Bytes to) {
        to.text(options.file().toString());
        to.flag(options.loading().repacked());
        to.flag(options.loading().mapped());
        to.flag(options.loading().locked());
        to.number(options.loading().gpuLayers());
        to.number(options.contextTokens());
        to.number(options.slots());
        to.number(options.batchTokens());
        to.number(options.threads());
        to.number(options.queue());
        to.choice(options.attention());
        to.list(
                options.adapters(),
                (adapter, bytes) -> {
                    bytes.text(adapter.file().toString());
                    bytes.number((double) adapter.scale());
                });
        to.list(List.copyOf(options.uses()), (use, bytes) -> bytes.choice(use));
    }

    static EngineOptions options(Values from) throws IOException {
        return new EngineOptions(
                Path.of(from.text()),
                new Loading(from.flag(), from.flag(), from.flag(), from.number()),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.choice(Attention.class),
                from.list(values -> new Adapter(Path.of(values.text()), (float) values.fraction())),
                Set.copyOf(from.list(values -> values.choice(Use.class))));
    }

    static void write(Generation generation, Bytes to) {
        write(generation.prompt(), to);
        to.number(generation.maxTokens());
        write(generation.sampling(), to);
        to.number(generation.seed());
        to.maybe(
                generation.grammar(),
                (grammar, bytes) -> {
                    bytes.text(grammar.gbnf());
                    bytes.list(grammar.triggers(), (trigger, text) -> text.text(trigger));
                });
        to.list(List.copyOf(generation.traits()), (trait, bytes) -> bytes.choice(trait));
    }

    static Generation generation(Values from) throws IOException {
        return new Generation(
                prompt(from),
                from.number(),
                sampling(from),
                from.longNumber(),
                from.maybe(values -> new Grammar(values.text(), values.list(Values::text))),
                traits(from.list(values -> values.choice(Generation.Trait.class))));
    }

    static void write(Prompt prompt, Bytes to) {
        switch (prompt) {
            case Prompt.Text(var spans) -> {
                to.flag(true);
                to.list(
                        spans,
                        (span, bytes) -> {
                            bytes.choice(span.kind());
                            bytes.text(span.text());
                        });
            }
            case Prompt.Tokens(int[] tokens) -> {
                to.flag(false);
                to.number(tokens.length);
                for (int token : tokens) {
                    to.number(token);
                }
            }
        }
    }

    static Prompt prompt(Values from) throws IOException {
        if (from.flag()) {
            return new Prompt.Text(
                    from.list(
                            values ->
                                    new PromptSpan(
                                            values.choice(PromptSpan.Kind.class), values.text())));
        }
        int[] tokens = new int[from.number()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = from.number();
        }
        return new Prompt.Tokens(tokens);
    }

    private static void write(Sampling sampling, Bytes to) {
        to.number(sampling.temperature());
        to.number(sampling.topP());
        to.number(sampling.topK());
        to.number(sampling.minP());
        to.number(sampling.frequencyPenalty());
        to.number(sampling.presencePenalty());
        to.list(sampling.stop(), (stop, bytes) -> bytes.text(stop));
        to.number(sampling.topProbabilities());
    }

    /// Without the client's seed: a generation has one of its own.
    private static Sampling sampling(Values from) throws IOException {
        return new Sampling(
                from.fraction(),
                from.fraction(),
                from.number(),
                from.fraction(),
                from.fraction(),
                from.fraction(),
                OptionalLong.empty(),
                from.list(Values::text),
                from.number());
    }

    private static Set<Generation.Trait> traits(List<Generation.Trait> listed) {
        var traits = EnumSet.noneOf(Generation.Trait.class);
        traits.addAll(listed);
        return traits;
    }
}
