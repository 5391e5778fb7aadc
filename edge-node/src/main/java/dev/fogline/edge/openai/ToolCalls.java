package dev.fogline.edge.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fogline.spi.answer.Chunk.ToolCallPart;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tool calls joined from their parts.
final class ToolCalls {

    private final SortedMap<Integer, Call> calls = new TreeMap<>();

    void add(ToolCallPart part) {
        Call call = calls.computeIfAbsent(part.index(), index -> new Call());
        call.id.append(part.id());
        call.name.append(part.name());
        call.arguments.append(part.argumentsJson());
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    ArrayNode json() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Call call : calls.values()) {
            array.addObject()
                    .put("id", call.id.toString())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.name.toString())
                    .put("arguments", call.arguments.toString());
        }
        return array;
    }

    private static final class Call {
        private final StringBuilder id = new StringBuilder();
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();
    }
}
