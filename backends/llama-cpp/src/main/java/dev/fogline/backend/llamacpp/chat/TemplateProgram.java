package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.chat.TemplateTraits.Trait;
import dev.fogline.backend.llamacpp.gguf.TokenizerTexts;
import dev.fogline.backend.llamacpp.jinja.Template;
import dev.fogline.backend.llamacpp.jinja.TemplateException;
import dev.fogline.backend.llamacpp.jinja.Value;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.Tool;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A chat template with what is known of it. Thread-safe.
final class TemplateProgram {

    final TemplateTraits traits;

    /// How it writes calls; where it knows no tools, how others are told to.
    final ToolDialect dialect;

    final Optional<Thinking> thinking;

    /// What it could show, whether or not its calls can be read.
    private final TemplateTraits found;

    private final Template template;
    private final TokenizerTexts texts;
    private final Clock clock;

    /// @throws TemplateException if it is no template, or does not render a plain conversation
    TemplateProgram(String source, TokenizerTexts texts, Clock clock) {
        this.template = Template.parse(source);
        this.texts = texts;
        this.clock = clock;
        this.thinking = Thinking.of(source);
        this.found = TraitProbe.traits(this::probed);
        Optional<ToolDialect> known =
                found.has(Trait.TOOLS) && found.has(Trait.TOOL_CALLS)
                        ? ToolDialect.of(source)
                        : Optional.empty();
        this.traits = known.isPresent() ? found : found.without(Trait.TOOLS, Trait.TOOL_CALLS);
        this.dialect = known.orElse(ToolDialect.HERMES);
    }

    /// What is rendered of a conversation, up to where the answer begins, with the texts of clients
    /// hidden from being special tokens.
    ///
    /// @throws TemplateException if the template objects or fails
    String render(List<Message> messages, List<Tool> tools, MarkupEscape special) {
        List<Message> shown = messages;
        if (!traits.has(Trait.TOOL_CALLS)) {
            boolean called = messages.stream().anyMatch(TemplateProgram::aboutCalls);
            shown = called ? GenericTools.written(shown) : shown;
        }
        boolean offered = !tools.isEmpty() && !traits.has(Trait.TOOLS);
        shown = offered ? GenericTools.offered(shown, tools) : shown;
        shown = traits.has(Trait.SYSTEM) ? shown : GenericTools.withoutSystem(shown);
        return run(new Turns(traits, special::hide), shown, offered ? List.of() : tools);
    }

    /// What is rendered of a conversation as it is, by the template's own means.
    ///
    /// @throws TemplateException if the template objects or fails
    String renderAsIs(List<Message> messages, List<Tool> tools) {
        List<Message> shown =
                found.has(Trait.SYSTEM) ? messages : GenericTools.withoutSystem(messages);
        return run(new Turns(found, text -> text), shown, tools);
    }

    private static boolean aboutCalls(Message message) {
        return message.role() == Message.Role.TOOL || !message.toolCalls().isEmpty();
    }

    private String probed(TemplateTraits assumed, List<Message> messages, List<Tool> tools) {
        return run(new Turns(assumed, text -> text), messages, tools);
    }

    /// The variables are those of llama.cpp's server, which has two dates besides Hugging Face's.
    private String run(Turns turns, List<Message> messages, List<Tool> tools) {
        var variables = new HashMap<String, Value>();
        variables.put("messages", turns.messages(messages));
        if (!tools.isEmpty()) {
            variables.put("tools", turns.tools(tools));
        }
        variables.put("bos_token", Value.of(texts.begin()));
        variables.put("eos_token", Value.of(texts.end()));
        variables.put("add_generation_prompt", Value.of(true));
        variables.put("enable_thinking", Value.of(thinking.isPresent()));
        variables.put("datetime", Value.of(date("MMM dd yyyy")));
        variables.put("date_string", Value.of(date("dd MMM yyyy")));
        return template.render(variables, clock);
    }

    private String date(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(LocalDate.now(clock));
    }
}
