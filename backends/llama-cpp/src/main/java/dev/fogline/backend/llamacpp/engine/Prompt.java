package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.PromptSpan;
import java.util.List;

/// What a generation goes on from.
public sealed interface Prompt {

    /// Text, tokenised by the model itself, with the tokens in front that it wants there.
    ///
    /// @param spans in order
    record Text(List<PromptSpan> spans) implements Prompt {
        public Text {
            spans = List.copyOf(spans);
        }

        /// A text in which special tokens are meant.
        public static Text markup(String text) {
            return new Text(List.of(new PromptSpan(PromptSpan.Kind.MARKUP, text)));
        }
    }

    /// Tokens as they are, for measurements and tests.
    ///
    /// @param tokens each in the vocabulary, not changed by anybody
    @SuppressWarnings("ArrayRecordComponent") // thousands of tokens, and nobody compares prompts
    record Tokens(int[] tokens) implements Prompt {}
}
