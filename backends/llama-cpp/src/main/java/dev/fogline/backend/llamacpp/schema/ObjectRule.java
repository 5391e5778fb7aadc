package dev.fogline.backend.llamacpp.schema;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Objects as a GBNF body: the declared properties in their order, then others.
final class ObjectRule {

    private static final int INLINE_MEMBERS = 20;

    private final GrammarRules grammar;
    private final SchemaRules schemas;

    ObjectRule(GrammarRules grammar, SchemaRules schemas) {
        this.grammar = grammar;
        this.schemas = schemas;
    }

    /// A property with its name.
    ///
    /// @param rule of name and value
    /// @param required whether every object has it
    private record Member(String rule, boolean required) {}

    /// @return empty if there is no such object
    Optional<String> of(ObjectFacet object, String wished, Source at) {
        if (object.equals(ObjectFacet.ANY)) {
            return Optional.of(grammar.json(JsonRules.OBJECT));
        }
        Optional<List<Member>> members = members(object, wished, at);
        if (members.isEmpty() || object.count().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> others = others(object, wished, at);
        String space = grammar.json(JsonRules.SPACE);
        String inside = inside(members.get(), others, count(object, others, at), wished);
        return Optional.of(
                "\"{\" " + space + " " + inside + (inside.isEmpty() ? "" : " ") + "\"}\"");
    }

    /// @return empty if one that is required can have no value
    private Optional<List<Member>> members(ObjectFacet object, String wished, Source at) {
        var members = new ArrayList<Member>();
        for (String name : object.names()) {
            boolean required = object.required().contains(name);
            List<Source> value = object.of(name);
            if (!schemas.impossible(value)) {
                String rule =
                        schemas.rule(
                                wished + "-" + name,
                                value.isEmpty() ? at : value.getFirst(),
                                value);
                String key = GrammarRules.literal(TextNode.valueOf(name) + ":");
                members.add(
                        new Member(
                                key + " " + grammar.json(JsonRules.SPACE) + " " + rule, required));
            } else if (required) {
                return Optional.empty();
            }
        }
        return Optional.of(members);
    }

    /// A property without a declaration; empty if there are none.
    private Optional<String> others(ObjectFacet object, String wished, Source at) {
        Optional<List<Source>> value = object.others();
        if (value.isEmpty() || schemas.impossible(value.get())) {
            return Optional.empty();
        }
        String rule = schemas.rule(wished + "-other", at, value.get());
        String key =
                object.names().isEmpty()
                        ? grammar.json(JsonRules.STRING)
                        : grammar.share(
                                wished + "-name", NameRule.noneOf(object.names(), at, grammar));
        return Optional.of(key + " \":\" " + grammar.json(JsonRules.SPACE) + " " + rule);
    }

    /// How many properties there may be beside the declared ones.
    private static Range count(ObjectFacet object, Optional<String> others, Source at) {
        Range count = object.count();
        int required = object.required().size();
        if (object.names().isEmpty()) {
            // a name may come twice, which counts once
            if (count.min() > 1) {
                throw at.wrong("minProperties above 1 is not supported");
            }
            return count;
        }
        boolean enough = count.min() <= required;
        boolean few = others.isEmpty() && count.max() >= object.names().size();
        if (!enough || (!few && count.max() != Range.UNBOUNDED)) {
            throw at.wrong("minProperties and maxProperties beside properties are not supported");
        }
        return Range.ANY;
    }

    private String inside(
            List<Member> members, Optional<String> others, Range count, String wished) {
        String space = grammar.json(JsonRules.SPACE);
        String comma = "\",\" " + space + " ";
        List<String> rests = rests(members, others, comma, wished);
        var starts = new ArrayList<String>();
        boolean mayBeEmpty = true;
        for (int first = 0; first < members.size() && mayBeEmpty; first++) {
            starts.add(members.get(first).rule + rests.get(first));
            mayBeEmpty = !members.get(first).required;
        }
        if (mayBeEmpty && others.isPresent() && count.max() > 0) {
            starts.add(others.get() + repeated(others.get(), count.minus(1), comma));
            mayBeEmpty = count.min() == 0;
        }
        if (starts.isEmpty()) {
            return "";
        }
        String all = String.join(" | ", starts);
        String group = starts.size() > 1 ? "( " + all + " ) " + space : all + " " + space;
        return mayBeEmpty ? "( " + group + " )?" : group;
    }

    /// What may follow behind each member: others with their commas. Rules of their own where
    /// several places go on with the same, or the text would get long.
    private List<String> rests(
            List<Member> members, Optional<String> others, String comma, String wished) {
        boolean apart =
                members.size() > INLINE_MEMBERS
                        || (!members.isEmpty() && !members.getFirst().required);
        var rests = new ArrayDeque<String>();
        String rest = others.map(other -> repeated(other, Range.ANY, comma)).orElse("");
        rests.addFirst(rest);
        for (Member member :
                members.subList(Math.min(1, members.size()), members.size()).reversed()) {
            String rule = grammar.share(wished + "-member", comma + member.rule);
            String here = " " + rule + (member.required ? "" : "?") + rest;
            rest = apart ? " " + grammar.share(wished + "-rest", here.strip()) : here;
            rests.addFirst(rest);
        }
        return List.copyOf(rests);
    }

    private static String repeated(String other, Range times, String comma) {
        return times.max() == 0 ? "" : " ( " + comma + other + " )" + times.repetition();
    }
}
