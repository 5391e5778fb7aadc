package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.chat.TemplateTraits.Trait;
import dev.fogline.backend.llamacpp.jinja.TemplateException;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.Message.Role;
import dev.fogline.spi.request.Message.ToolCall;
import dev.fogline.spi.request.Tool;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Finds out what a template can show by rendering conversations with words in them that are then
/// looked for, as llama.cpp does (`common/jinja/caps.cpp`).
final class TraitProbe {

    private static final String WORD = "kwzqj";

    private static final Tool TOOL =
            new Tool(
                    "tool" + WORD,
                    "Tool description",
                    """
                    {"type": "object", "properties": {"argument": {"type": "string", \
                    "description": "Argument description"}}, "required": ["argument"]}""");

    /// Renders with traits assumed.
    interface Rendering {
        /// @throws TemplateException if the template fails
        String of(TemplateTraits traits, List<Message> messages, List<Tool> tools);
    }

    private final Rendering rendering;

    private TraitProbe(Rendering rendering) {
        this.rendering = rendering;
    }

    /// @throws TemplateException if it does not render one message of a user
    static TemplateTraits traits(Rendering rendering) {
        return new TraitProbe(rendering).probe();
    }

    private TemplateTraits probe() {
        Set<Trait> found = EnumSet.noneOf(Trait.class);
        List<Message> user = List.of(Message.user(WORD));
        if (!shows(WORD, Set.of(), user, List.of())
                && shows(WORD, Set.of(Trait.CONTENT_IN_PARTS), user, List.of())) {
            found.add(Trait.CONTENT_IN_PARTS);
        }
        rendering.of(new TemplateTraits(found), user, List.of());
        List<Message> system = List.of(turn(Role.SYSTEM, WORD), Message.user("User message"));
        if (shows(WORD, found, system, List.of())) {
            found.add(Trait.SYSTEM);
        }
        probeTools(found);
        return new TemplateTraits(found);
    }

    private void probeTools(Set<Trait> found) {
        if (shows(TOOL.name(), found, List.of(Message.user("User message")), List.of(TOOL))) {
            found.add(Trait.TOOLS);
        }
        if (shows(WORD + "2", found, calling(), List.of(TOOL))) {
            found.add(Trait.TOOL_CALLS);
            return;
        }
        Set<Trait> asText = EnumSet.copyOf(found);
        asText.add(Trait.ARGUMENTS_AS_TEXT);
        if (shows(WORD + "2", asText, calling(), List.of(TOOL))) {
            found.add(Trait.TOOL_CALLS);
            found.add(Trait.ARGUMENTS_AS_TEXT);
        }
    }

    private static List<Message> calling() {
        var call = new ToolCall("call00001", TOOL.name(), "{\"argument\": \"" + WORD + "2\"}");
        return List.of(
                Message.user("User message"),
                new Message(Role.ASSISTANT, "", List.of(call), ""),
                new Message(Role.TOOL, "Tool response", List.of(), call.id()),
                turn(Role.ASSISTANT, "Assistant message"),
                Message.user("User message"));
    }

    private static Message turn(Role role, String content) {
        return new Message(role, content, List.of(), "");
    }

    private boolean shows(
            String word, Set<Trait> traits, List<Message> messages, List<Tool> tools) {
        try {
            return rendering.of(new TemplateTraits(traits), messages, tools).contains(word);
        } catch (TemplateException cannot) {
            return false;
        }
    }
}
