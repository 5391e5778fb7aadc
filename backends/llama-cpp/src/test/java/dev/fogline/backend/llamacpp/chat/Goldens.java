package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.gguf.TokenizerTexts;
import dev.fogline.backend.llamacpp.jinja.Json;
import dev.fogline.backend.llamacpp.jinja.Value;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.Message.Role;
import dev.fogline.spi.request.Message.ToolCall;
import dev.fogline.spi.request.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What llama.cpp's server makes of conversations, recorded by `src/test/peer/render-goldens`.
final class Goldens {

    private static final Path TEMPLATES = Path.of("src/test/resources/templates");
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    private Goldens() {}

    /// The names of the recorded templates.
    static List<String> templates() {
        try (var files = Files.list(TEMPLATES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".jinja"))
                    .map(file -> file.substring(0, file.length() - ".jinja".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String source(String template) {
        return read(TEMPLATES.resolve(template + ".jinja"));
    }

    /// A template on the day and with the tokens it was recorded with.
    static ChatTemplate template(String template) {
        return ChatTemplate.of(texts(template), Optional.empty(), clock(template)).orElseThrow();
    }

    static TemplateProgram program(String template) {
        return new TemplateProgram(source(template), texts(template), clock(template));
    }

    private static TokenizerTexts texts(String template) {
        Map<String, Value> setting = entries(lines(template).getFirst());
        return new TokenizerTexts(
                text(setting, "begin"),
                text(setting, "end"),
                List.of(),
                Map.of("default", source(template)));
    }

    private static Clock clock(String template) {
        LocalDate day = LocalDate.parse(text(entries(lines(template).getFirst()), "date"));
        return Clock.fixed(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    /// The prompts by the names of their conversations; empty where the server refused it.
    static Map<String, Optional<String>> prompts(String template) {
        var prompts = new LinkedHashMap<String, Optional<String>>();
        for (String line : lines(template).subList(1, lines(template).size())) {
            Map<String, Value> recorded = entries(line);
            prompts.put(
                    text(recorded, "case"),
                    recorded.containsKey("prompt")
                            ? Optional.of(text(recorded, "prompt"))
                            : Optional.empty());
        }
        return prompts;
    }

    static Input.Chat conversation(String name) {
        return read(GOLDENS.resolve("conversations.jsonl"))
                .lines()
                .map(Goldens::entries)
                .filter(conversation -> text(conversation, "case").equals(name))
                .map(Goldens::chat)
                .findFirst()
                .orElseThrow();
    }

    private static Input.Chat chat(Map<String, Value> conversation) {
        List<Tool> tools = items(conversation, "tools").stream().map(Goldens::tool).toList();
        return new Input.Chat(
                items(conversation, "messages").stream().map(Goldens::message).toList(),
                tools,
                tools.isEmpty() ? "none" : "auto");
    }

    private static Tool tool(Map<String, Value> written) {
        Map<String, Value> function = ((Value.Mapping) written.get("function")).entries();
        return new Tool(
                text(function, "name"),
                text(function, "description"),
                Json.text(function.get("parameters")));
    }

    private static Message message(Map<String, Value> written) {
        return new Message(
                Role.valueOf(text(written, "role").toUpperCase(Locale.ROOT)),
                text(written, "content"),
                items(written, "tool_calls").stream().map(Goldens::call).toList(),
                text(written, "tool_call_id"));
    }

    private static ToolCall call(Map<String, Value> written) {
        Map<String, Value> function = ((Value.Mapping) written.get("function")).entries();
        return new ToolCall(
                text(written, "id"), text(function, "name"), text(function, "arguments"));
    }

    private static List<String> lines(String template) {
        return read(GOLDENS.resolve(template + ".jsonl")).lines().toList();
    }

    private static List<Map<String, Value>> items(Map<String, Value> entries, String key) {
        return entries.get(key) instanceof Value.Sequence(var items, boolean tuple)
                ? items.stream().map(item -> ((Value.Mapping) item).entries()).toList()
                : List.of();
    }

    private static Map<String, Value> entries(String json) {
        return ((Value.Mapping) Json.value(json)).entries();
    }

    private static String text(Map<String, Value> entries, String key) {
        return entries.get(key) instanceof Value.Text(String text) ? text : "";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
