package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.fogline.backend.llamacpp.natives.CStrings;
import dev.fogline.backend.llamacpp.natives.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// The chat template of a model and llama.cpp's built-in formats. The model it belongs to keeps it
/// from being used after it was freed.
final class ChatTemplates {

    private final ModelFunctions functions;
    private final MemorySegment model;

    ChatTemplates(ModelFunctions functions, MemorySegment model) {
        this.functions = functions;
        this.model = model;
    }

    Optional<String> own() throws Throwable {
        var template =
                (MemorySegment) functions.chatTemplate.invokeExact(model, MemorySegment.NULL);
        return template.address() == 0 ? Optional.empty() : Optional.of(CStrings.read(template));
    }

    List<String> builtin() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            int count = (int) functions.builtinTemplates.invokeExact(MemorySegment.NULL, 0L);
            var names = arena.allocate(ADDRESS, count);
            count = (int) functions.builtinTemplates.invokeExact(names, (long) count);
            return LongStream.range(0, count)
                    .mapToObj(i -> CStrings.read(names.getAtIndex(ADDRESS, i)))
                    .toList();
        }
    }

    Optional<String> render(String format, List<ChatTurn> turns) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            var template = CStrings.write(arena, format);
            var messages = arena.allocate(Struct.CHAT_MESSAGE.layout(), turns.size());
            for (int i = 0; i < turns.size(); i++) {
                var message = messages.asSlice(i * Struct.CHAT_MESSAGE.bytes());
                Struct.CHAT_MESSAGE.setAddress(
                        message, "role", CStrings.write(arena, turns.get(i).role()));
                Struct.CHAT_MESSAGE.setAddress(
                        message, "content", CStrings.write(arena, turns.get(i).content()));
            }
            int bytes = apply(template, messages, turns.size(), MemorySegment.NULL, 0);
            if (bytes < 0) {
                return Optional.empty();
            }
            var text = arena.allocate(bytes + 1L); // the zero behind it
            apply(template, messages, turns.size(), text, bytes);
            return Optional.of(text.getString(0));
        }
    }

    private int apply(
            MemorySegment template,
            MemorySegment messages,
            long count,
            MemorySegment text,
            int bytes)
            throws Throwable {
        return (int)
                functions.applyTemplate.invokeExact(template, messages, count, true, text, bytes);
    }
}
