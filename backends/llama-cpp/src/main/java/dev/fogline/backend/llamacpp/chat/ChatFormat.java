package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.binding.ChatTurn;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.binding.PromptSpan.Kind;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How a model wants conversations written. Thread-safe.
public final class ChatFormat {

    /// The setting's value for a model that is to continue texts only.
    public static final String NONE = "none";

    private static final List<ChatTurn> PROBE =
            List.of(
                    new ChatTurn("system", ""),
                    new ChatTurn("user", ""),
                    new ChatTurn("assistant", ""),
                    new ChatTurn("user", ""));

    private final Model model;
    private final String format;

    private ChatFormat(Model model, String format) {
        this.model = model;
        this.format = format;
    }

    /// The format for a model: the configured one, else that of the model's own template if
    /// llama.cpp knows it surely.
    ///
    /// @param configured a built-in format of llama.cpp, or [#NONE]
    /// @return empty if the model has no template or none is wanted
    /// @throws SettingException if the configured format does not exist
    /// @throws BackendStartException if the model's own template is not one of llama.cpp's built-in
    ///   formats
    public static Optional<ChatFormat> of(Model model, Optional<String> configured) {
        if (configured.isPresent()) {
            return configured.filter(name -> !name.equals(NONE)).map(name -> builtin(model, name));
        }
        return model.chatTemplate().map(template -> guessed(model, template));
    }

    /// A conversation as the model wants it, up to where its answer begins.
    public List<PromptSpan> prompt(List<ChatTurn> turns) {
        if (turns.stream().noneMatch(turn -> model.holdsMarkup(turn.content()))) {
            return List.of(new PromptSpan(Kind.MARKUP, render(turns)));
        }
        List<String> around = around(turns);
        var spans = new ArrayList<PromptSpan>();
        for (int i = 0; i < turns.size(); i++) {
            spans.add(new PromptSpan(Kind.MARKUP, around.get(i)));
            spans.add(new PromptSpan(Kind.TEXT, turns.get(i).content()));
        }
        spans.add(new PromptSpan(Kind.MARKUP, around.getLast()));
        return spans;
    }

    private static ChatFormat builtin(Model model, String name) {
        List<String> known = model.builtinFormats();
        if (!known.contains(name)) {
            throw new SettingException(
                    "chat-format",
                    name + " is neither " + NONE + " nor one of " + String.join(", ", known));
        }
        return new ChatFormat(model, name);
    }

    private static ChatFormat guessed(Model model, String template) {
        var format = new ChatFormat(model, template);
        if (model.render(template, PROBE).isEmpty()) {
            throw refused("llama.cpp does not know it");
        }
        new TemplateFit(template, model.beginText(), model.endText())
                .problem(format.around(PROBE))
                .ifPresent(
                        problem -> {
                            throw refused(
                                    "llama.cpp takes it for a format that does not fit: "
                                            + problem);
                        });
        return format;
    }

    private static BackendStartException refused(String why) {
        return new BackendStartException(
                "the model's chat template cannot be used, "
                        + why
                        + "; set chat-format to the built-in format the model was trained on,"
                        + " or to "
                        + NONE
                        + " for plain completions");
    }

    private String render(List<ChatTurn> turns) {
        return model.render(format, turns)
                .orElseThrow(() -> new IllegalStateException("no such format"));
    }

    /// The texts before, between and behind the contents of a conversation: one more than turns.
    private List<String> around(List<ChatTurn> turns) {
        String rest =
                render(
                        IntStream.range(0, turns.size())
                                .mapToObj(i -> new ChatTurn(turns.get(i).role(), placeholder(i)))
                                .toList());
        var around = new ArrayList<String>();
        for (int i = 0; i < turns.size(); i++) {
            int at = rest.indexOf(placeholder(i));
            if (at < 0) {
                throw new IllegalStateException("the chat format leaves out or reorders turns");
            }
            around.add(rest.substring(0, at));
            rest = rest.substring(at + placeholder(i).length());
        }
        around.add(rest);
        return around;
    }

    /// Private-use characters: no format writes them.
    private static String placeholder(int turn) {
        return "\ue000" + turn + "\ue001";
    }
}
