package dev.fogline.backend.llamacpp.schema;

import dev.fogline.backend.llamacpp.grammar.CodePoints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// Property names that are none of some names. Each character has one spelling only, so that none
/// of the names slips through in disguise.
final class NameRule {

    /// So deep the groups of a rule nest; then a new rule begins.
    private static final int GROUPS = 20;

    /// Longer names are no names, and would be looked through character by character.
    private static final int MAX_LENGTH = 200;

    private NameRule() {}

    /// @param names not empty
    /// @param at who is to blame if one is too long
    static String noneOf(Collection<String> names, Source at, GrammarRules grammar) {
        if (names.stream().anyMatch(name -> name.length() > MAX_LENGTH)) {
            throw at.wrong(
                    "a name of more than "
                            + MAX_LENGTH
                            + " characters beside additionalProperties is not supported");
        }
        List<int[]> codePoints = names.stream().map(name -> name.codePoints().toArray()).toList();
        return "\"\\\"\" " + after(codePoints, 0, grammar) + " \"\\\"\"";
    }

    /// How a name may go on after what some of the names begin with.
    ///
    /// @param names that begin so, at least one
    /// @param length of that beginning
    private static String after(List<int[]> names, int length, GrammarRules grammar) {
        var next = new TreeMap<Integer, List<int[]>>();
        boolean complete = false;
        for (int[] name : names) {
            if (name.length == length) {
                complete = true;
            } else {
                next.computeIfAbsent(name[length], _ -> new ArrayList<>()).add(name);
            }
        }
        CodePoints named = CodePoints.NONE;
        var ways = new ArrayList<String>();
        for (var child : next.entrySet()) {
            CodePoints one = CodePoints.of(child.getKey());
            named = named.or(one);
            String rest = after(child.getValue(), length + 1, grammar);
            ways.add(
                    grammar.character(one)
                            + " "
                            + (length % GROUPS == GROUPS - 1 ? grammar.share("name", rest) : rest));
        }
        String any = grammar.character(CodePoints.ALL);
        ways.add(grammar.character(named.not()) + " " + any + "*");
        return "( " + String.join(" | ", ways) + " )" + (complete ? "" : "?");
    }
}
