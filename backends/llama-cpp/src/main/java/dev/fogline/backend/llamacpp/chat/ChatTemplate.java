package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.engine.Grammar;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.backend.llamacpp.gguf.TokenizerTexts;
import dev.fogline.backend.llamacpp.jinja.TemplateException;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How a model wants conversations written, and how its answers are read. Immutable, thread-safe.
public final class ChatTemplate {

    /// The setting's value for a model that is to continue texts only.
    public static final String NONE = "none";

    private final TemplateProgram plain;
    private final TemplateProgram withTools;
    private final TokenizerTexts texts;

    private ChatTemplate(TemplateProgram plain, TemplateProgram withTools, TokenizerTexts texts) {
        this.plain = plain;
        this.withTools = withTools;
        this.texts = texts;
    }

    /// The template for a model: the configured one, else the model's own.
    ///
    /// @param texts of the model's tokenizer, its templates included
    /// @param configured a file with a Jinja template, or [#NONE]
    /// @param clock for templates that write the date
    /// @return empty if the model has no template or none is wanted
    /// @throws SettingException if the configured file cannot be read
    /// @throws BackendStartException if the template cannot be parsed, or does not render a message
    public static Optional<ChatTemplate> of(
            TokenizerTexts texts, Optional<String> configured, Clock clock) {
        if (configured.isPresent()) {
            return configured
                    .filter(file -> !file.equals(NONE))
                    .map(file -> one(read(file), texts, clock));
        }
        return texts.template(false)
                .map(
                        source ->
                                new ChatTemplate(
                                        program(source, texts, clock),
                                        program(texts.template(true).orElse(source), texts, clock),
                                        texts));
    }

    /// Whether the model was trained to call tools; others are told how to in words.
    public boolean knowsTools() {
        return withTools.traits.has(TemplateTraits.Trait.TOOLS);
    }

    /// A conversation as the model wants it.
    ///
    /// @throws BackendException if the template objects to it, or cannot write it
    public ChatPrompt prompt(Input.Chat chat) throws BackendException {
        List<Tool> tools = offered(chat);
        TemplateProgram program = tools.isEmpty() ? plain : withTools;
        try {
            var special = new MarkupEscape(texts.special());
            String rendered = program.render(chat.messages(), tools, special);
            boolean begins = program.thinking.map(it -> it.open(rendered)).orElse(false);
            return new ChatPrompt(
                    new Prompt.Text(special.spans(rendered)),
                    grammar(program, chat, tools, begins),
                    !marks(program, tools).isEmpty(),
                    reading(program, tools, begins));
        } catch (TemplateException e) {
            throw refused(e);
        }
    }

    private static List<Tool> offered(Input.Chat chat) {
        return switch (chat.toolChoice()) {
            case "none" -> List.of();
            case "auto", "required" -> chat.tools();
            case String name ->
                    chat.tools().stream().filter(tool -> tool.name().equals(name)).toList();
        };
    }

    private static Optional<Grammar> grammar(
            TemplateProgram program, Input.Chat chat, List<Tool> tools, boolean begins) {
        if (tools.isEmpty()) {
            return Optional.empty();
        }
        boolean free = chat.toolChoice().equals("auto");
        return Optional.of(
                free
                        ? ToolGrammar.onCall(program.dialect, tools)
                        : ToolGrammar.always(
                                program.dialect, tools, program.thinking.filter(it -> begins)));
    }

    private AnswerReading reading(TemplateProgram program, List<Tool> tools, boolean begins) {
        Optional<ToolDialect> dialect =
                tools.isEmpty() ? Optional.empty() : Optional.of(program.dialect);
        if (dialect.isEmpty() && program.thinking.isEmpty()) {
            return AnswerReading.PLAIN;
        }
        Set<String> unseen = new HashSet<>(texts.special());
        unseen.removeAll(marks(program, tools));
        return new AnswerReading(
                dialect, program.thinking, begins, unseen, TextParameters.of(tools));
    }

    /// The special tokens without which an answer cannot be read.
    private Set<String> marks(TemplateProgram program, List<Tool> tools) {
        Stream<String> thinking =
                program.thinking.stream().flatMap(it -> Stream.of(it.start(), it.end()));
        Stream<String> calls =
                tools.isEmpty()
                        ? Stream.of()
                        : Stream.of(
                                program.dialect.opener,
                                program.dialect.closer,
                                "[ARGS]",
                                "[CALL_ID]");
        Set<String> marks = new HashSet<>(Stream.concat(thinking, calls).toList());
        marks.retainAll(new HashSet<>(texts.special()));
        return marks;
    }

    private static BackendException refused(TemplateException e) {
        return e.raised()
                ? BackendException.of(
                        FaultKind.INVALID_REQUEST,
                        "the model's chat template refuses this: " + e.getMessage())
                : BackendException.of(
                        FaultKind.UNSUPPORTED,
                        "the model's chat template cannot write this: " + e.getMessage());
    }

    private static ChatTemplate one(String source, TokenizerTexts texts, Clock clock) {
        TemplateProgram program = program(source, texts, clock);
        return new ChatTemplate(program, program, texts);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new SettingException(
                    "chat-template", file + " is neither " + NONE + " nor a file to read: " + e);
        }
    }

    private static TemplateProgram program(String source, TokenizerTexts texts, Clock clock) {
        try {
            return new TemplateProgram(source, texts, clock);
        } catch (TemplateException e) {
            throw new BackendStartException(
                    "the model's chat template cannot be used, "
                            + e.getMessage()
                            + "; set chat-template to the file of one that can, or to "
                            + NONE
                            + " for plain completions",
                    e);
        }
    }
}
