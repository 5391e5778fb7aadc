package dev.fogline.backend.llamacpp.gguf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What rendering a conversation needs to know of a model's tokenizer.
///
/// @param begin the text of the token that begins a text; empty if there is none
/// @param end the text of the token that ends one; empty if there is none
/// @param special texts that are tokens of their own with a meaning to the model, such as
///   `<|im_end|>`, longest first; someone who could write them could end their own turn
/// @param templates chat templates by name; the one without a name under `default`
public record TokenizerTexts(
        String begin, String end, List<String> special, Map<String, String> templates) {

    public TokenizerTexts {
        special = List.copyOf(special);
        templates = Map.copyOf(templates);
    }

    /// Reads them from the head of a file; the cost grows with the vocabulary.
    ///
    /// @throws GgufException if it is missing, not readable, damaged or cut off
    public static TokenizerTexts read(Path file) {
        return GgufReader.tokenizer(file);
    }

    /// The template for conversations, or for those that offer tools if there is one of their own.
    public Optional<String> template(boolean tools) {
        Optional<String> plain = Optional.ofNullable(templates.get("default"));
        Optional<String> withTools = Optional.ofNullable(templates.get("tool_use"));
        return tools ? withTools.or(() -> plain) : plain.or(() -> withTools);
    }
}
