package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.binding.PromptSpan.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Keeps what clients write from becoming the model's special tokens.
///
/// A text such as `<|im_end|>` in a message is a text. Before rendering each is replaced by private
/// characters that no template writes, which templates may trim, split and join like others; in
/// what was rendered they are looked up again. For one rendering; one thread uses it.
final class MarkupEscape {

    private static final char OPEN = '\ue000';
    private static final char CLOSE = '\ue001';

    private final Map<Character, List<String>> byFirst;
    private final List<String> replaced = new ArrayList<>();

    /// @param special none of them empty
    MarkupEscape(List<String> special) {
        this.byFirst =
                special.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .collect(Collectors.groupingBy(text -> text.charAt(0)));
    }

    /// The text without special ones, and without the private characters themselves.
    String hide(String text) {
        StringBuilder hidden = new StringBuilder();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            Optional<String> special = specialAt(text, at);
            if (special.isPresent()) {
                hidden.append(text, from, at).append(OPEN).append(replaced.size()).append(CLOSE);
                replaced.add(special.get());
                from = at + special.get().length();
                at = from - 1;
            }
        }
        return from == 0 ? text : hidden.append(text, from, text.length()).toString();
    }

    /// What was rendered: markup, and as text what was hidden.
    List<PromptSpan> spans(String rendered) {
        var spans = new ArrayList<PromptSpan>();
        int from = 0;
        for (int open = rendered.indexOf(OPEN); open >= 0; open = rendered.indexOf(OPEN, from)) {
            int close = rendered.indexOf(CLOSE, open);
            Optional<String> hidden = hidden(rendered, open, close);
            add(spans, Kind.MARKUP, rendered.substring(from, open));
            add(spans, Kind.TEXT, hidden.orElse(""));
            from = hidden.isPresent() ? close + 1 : open + 1;
        }
        add(spans, Kind.MARKUP, rendered.substring(from));
        return spans.isEmpty() ? List.of(new PromptSpan(Kind.MARKUP, "")) : spans;
    }

    private Optional<String> hidden(String rendered, int open, int close) {
        if (close < 0 || close - open > 10) {
            return Optional.empty();
        }
        try {
            return Optional.of(replaced.get(Integer.parseInt(rendered.substring(open + 1, close))));
        } catch (NumberFormatException | IndexOutOfBoundsException torn) {
            return Optional.empty();
        }
    }

    private static void add(List<PromptSpan> spans, Kind kind, String text) {
        if (!text.isEmpty()) {
            spans.add(new PromptSpan(kind, text));
        }
    }

    private Optional<String> specialAt(String text, int at) {
        char first = text.charAt(at);
        if (first == OPEN || first == CLOSE) {
            return Optional.of(String.valueOf(first));
        }
        return byFirst.getOrDefault(first, List.of()).stream()
                .filter(special -> text.startsWith(special, at))
                .findFirst();
    }
}
