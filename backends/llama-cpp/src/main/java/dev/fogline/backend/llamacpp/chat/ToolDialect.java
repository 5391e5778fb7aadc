package dev.fogline.backend.llamacpp.chat;

import java.util.List;
import java.util.Optional;

/// How a model writes that it calls tools, recognised by what its template writes of earlier calls.
enum ToolDialect {
    /// `<tool_call>{"name": …, "arguments": {…}}</tool_call>`: Hermes, Qwen 2.5 and 3, SmolLM3.
    /// Also taught to models whose template knows no tools.
    HERMES("<tool_call>", "</tool_call>", "name", "arguments", "id", Wrapping.EACH),

    /// `<tool_call><function=name><parameter=key>value</parameter></function></tool_call>`: Qwen3
    /// Coder, Qwen3.5.
    QWEN_XML("<tool_call>", "</tool_call>", "name", "arguments", "id", Wrapping.TAGS),

    /// `{"name": …, "parameters": {…}}` as the whole answer, perhaps behind `<|python_tag|>`: Llama
    /// 3.
    LLAMA("<|python_tag|>", ";", "name", "parameters", "id", Wrapping.BARE),

    /// `[TOOL_CALLS][{"name": …, "arguments": {…}, "id": …}]`: Mistral up to Nemo.
    MISTRAL("[TOOL_CALLS]", "</s>", "name", "arguments", "id", Wrapping.ALL),

    /// `[TOOL_CALLS]name[ARGS]{…}` for each call: Mistral Small 3.2, Ministral 3 and later.
    MISTRAL_ARGUMENTS("[TOOL_CALLS]", "</s>", "name", "arguments", "id", Wrapping.NAMED),

    /// `<|START_ACTION|>[{"tool_call_id": …, "tool_name": …, "parameters": {…}}]<|END_ACTION|>`:
    /// Command R7B, Command A.
    COMMAND_ACTION(
            "<|START_ACTION|>",
            "<|END_ACTION|>",
            "tool_name",
            "parameters",
            "tool_call_id",
            Wrapping.ALL),

    /// `Action: ```json [{"tool_name": …, "parameters": {…}}]``` `: Command R and R+.
    COMMAND_R("Action:", "```", "tool_name", "parameters", "tool_call_id", Wrapping.FENCED);

    /// What stands around calls.
    enum Wrapping {
        /// Opener and closer around each.
        EACH,
        /// The same, the call itself in tags and not in JSON.
        TAGS,
        /// Nothing: the call is the answer.
        BARE,
        /// Opener and closer around a list of all.
        ALL,
        /// The opener, the name, `[ARGS]` and the arguments, for each.
        NAMED,
        /// As all, in a Markdown block of JSON.
        FENCED
    }

    /// Begins a call, or calls.
    final String opener;

    /// May stand behind.
    final String closer;

    /// The keys of a call's parts.
    final String name;

    final String arguments;
    final String id;

    final Wrapping wrapping;

    ToolDialect(
            String opener,
            String closer,
            String name,
            String arguments,
            String id,
            Wrapping wrapping) {
        this.opener = opener;
        this.closer = closer;
        this.name = name;
        this.arguments = arguments;
        this.id = id;
        this.wrapping = wrapping;
    }

    /// Texts that may begin a call.
    List<String> openers() {
        return wrapping == Wrapping.BARE ? List.of(opener, "{") : List.of(opener);
    }

    /// The dialect of a template that knows tools; empty if it is none of these.
    static Optional<ToolDialect> of(String template) {
        if (template.contains("[TOOL_CALLS]")) {
            return Optional.of(template.contains("[ARGS]") ? MISTRAL_ARGUMENTS : MISTRAL);
        }
        if (template.contains("<|START_ACTION|>")) {
            return Optional.of(COMMAND_ACTION);
        }
        if (template.contains("Action:") && template.contains("tool_name")) {
            return Optional.of(COMMAND_R);
        }
        if (template.contains("<tool_call>")) {
            return Optional.of(template.contains("<function=") ? QWEN_XML : HERMES);
        }
        boolean llama =
                template.contains("<|python_tag|>") || template.contains("\"parameters\": ");
        return llama ? Optional.of(LLAMA) : Optional.empty();
    }
}
