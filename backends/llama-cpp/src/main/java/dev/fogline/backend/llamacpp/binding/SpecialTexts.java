package dev.fogline.backend.llamacpp.binding;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The texts of a vocabulary's special tokens, to find those that a person wrote.
final class SpecialTexts {

    private final Set<String> texts;
    private final BitSet firstCharacters = new BitSet();
    private final List<Integer> lengths;

    /// @param texts none empty
    SpecialTexts(Set<String> texts) {
        this.texts = Set.copyOf(texts);
        texts.forEach(text -> firstCharacters.set(text.charAt(0)));
        lengths = texts.stream().map(String::length).distinct().toList();
    }

    /// Whether one of them would be read in a prompt at a place of which at least a part is
    /// somebody's text, if all of it were read as markup.
    boolean readInText(List<PromptSpan> prompt) {
        String joined = prompt.stream().map(PromptSpan::text).collect(Collectors.joining());
        BitSet person = person(prompt);
        for (int at = 0; at < joined.length(); at++) {
            if (firstCharacters.get(joined.charAt(at)) && readInText(joined, at, person)) {
                return true;
            }
        }
        return false;
    }

    private boolean readInText(String joined, int at, BitSet person) {
        int next = person.nextSetBit(at);
        for (int length : lengths) {
            int end = at + length;
            if (next >= 0
                    && next < end
                    && end <= joined.length()
                    && texts.contains(joined.substring(at, end))) {
                return true;
            }
        }
        return false;
    }

    /// Which characters are somebody's text.
    private static BitSet person(List<PromptSpan> prompt) {
        var person = new BitSet();
        int from = 0;
        for (PromptSpan span : prompt) {
            int to = from + span.text().length();
            person.set(from, to, span.kind() == PromptSpan.Kind.TEXT);
            from = to;
        }
        return person;
    }
}
