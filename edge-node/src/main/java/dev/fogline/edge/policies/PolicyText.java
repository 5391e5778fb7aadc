package dev.fogline.edge.policies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.router.Bound;
import dev.fogline.router.Conduct;
import dev.fogline.router.NamedPolicy;
import dev.fogline.router.Objective;
import dev.fogline.router.PolicyBook;
import dev.fogline.router.Requirements;
import dev.fogline.router.privacy.Kind;
import dev.fogline.spi.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Policies in words, and as JSON.
final class PolicyText {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PolicyText() {}

    /// The name, then a line for each thing it says.
    static List<String> lines(NamedPolicy policy) {
        var lines = new ArrayList<String>();
        lines.add(policy.name());
        required(policy.requirements()).forEach(line -> lines.add("  requires " + line));
        detected(policy).forEach(line -> lines.add("  " + line));
        ordered(policy.objective()).forEach(line -> lines.add("  " + line));
        conducted(policy.conduct()).forEach(line -> lines.add("  " + line));
        return lines;
    }

    /// Which of them decides.
    static List<String> lines(PolicyBook book) {
        var lines = new ArrayList<String>();
        for (PolicyBook.Rule rule : book.rules()) {
            lines.add(
                    rule.model().map(model -> "model " + model + " ").orElse("")
                            + rule.tenant().map(tenant -> "tenant " + tenant + " ").orElse("")
                            + "→ "
                            + rule.policy()
                            + (rule.strength() == PolicyBook.Strength.BINDING
                                    ? ", whatever the client asks"
                                    : ""));
        }
        lines.add("everything else → " + book.usual());
        return lines;
    }

    static ObjectNode json(NamedPolicy policy) {
        ObjectNode node = JSON.objectNode().put("policy", policy.name());
        array(node, "requires", required(policy.requirements()));
        array(node, "detects", kinds(policy));
        array(node, "objective", ordered(policy.objective()));
        array(node, "conduct", conducted(policy.conduct()));
        return node;
    }

    static ObjectNode json(PolicyBook book) {
        ObjectNode node =
                JSON.objectNode()
                        .put("policies", book.policies().size())
                        .put("default", book.usual());
        ArrayNode rules = node.putArray("rules");
        for (PolicyBook.Rule rule : book.rules()) {
            ObjectNode one = rules.addObject();
            rule.model().ifPresent(model -> one.put("model", model));
            rule.tenant().ifPresent(tenant -> one.put("tenant", tenant));
            one.put("policy", rule.policy())
                    .put("binding", rule.strength() == PolicyBook.Strength.BINDING);
        }
        return node;
    }

    private static List<String> detected(NamedPolicy policy) {
        List<String> kinds = kinds(policy);
        return kinds.isEmpty()
                ? List.of()
                : List.of("keeps on the device what holds " + String.join(", ", kinds));
    }

    private static List<String> kinds(NamedPolicy policy) {
        return policy.detector().kinds().stream().map(Kind::configName).sorted().toList();
    }

    private static List<String> required(Requirements wanted) {
        var lines = new ArrayList<String>();
        wanted.dataClass().ifPresent(kind -> lines.add("data class " + word(kind)));
        many("tier", words(wanted.tiers()), lines);
        many("backend", wanted.backends(), lines);
        many("abilities", words(wanted.abilities()), lines);
        if (wanted.contextTokens() > 0) {
            lines.add("a context of " + wanted.contextTokens() + " tokens");
        }
        wanted.deadline()
                .ifPresent(most -> lines.add("the answer within " + most.toMillis() + " ms"));
        wanted.budgetUsd().ifPresent(usd -> lines.add("at most " + usd + " USD a request"));
        return lines;
    }

    private static List<String> ordered(Policy policy) {
        if (!(policy instanceof Objective objective)) {
            return List.of("ordered by the plugin policy " + policy.name());
        }
        var lines = new ArrayList<String>();
        if (!objective.tiers().isEmpty()) {
            lines.add("prefers " + String.join(", then ", words(objective.tiers())));
        }
        lines.add("wants the " + objective.aim().word());
        for (Bound bound : objective.bounds()) {
            lines.add("subject to " + bound);
        }
        return lines;
    }

    private static List<String> conducted(Conduct conduct) {
        var lines = new ArrayList<String>();
        lines.add(
                "gives a backend "
                        + conduct.firstToken().toMillis()
                        + " ms for its first token, "
                        + conduct.stall().toMillis()
                        + " ms between two");
        lines.add(
                switch (conduct.onCut()) {
                    case FAIL -> "fails when an answer breaks off";
                    case RESUME -> "goes on elsewhere when an answer breaks off";
                });
        conduct.hedge()
                .ifPresent(
                        hedge ->
                                lines.add(
                                        "asks a second after "
                                                + hedge.after().toMillis()
                                                + " ms of silence, for at most "
                                                + hedge.extraTokenShare()
                                                + " of all tokens"));
        lines.add(
                conduct.cascadeHoldTokens() == 0
                        ? "makes no drafts"
                        : "holds back at most "
                                + conduct.cascadeHoldTokens()
                                + " tokens of a draft");
        return lines;
    }

    private static void many(String what, Collection<String> words, List<String> lines) {
        if (!words.isEmpty()) {
            lines.add(what + " " + String.join(" or ", words.stream().sorted().toList()));
        }
    }

    private static List<String> words(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(PolicyText::word).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void array(ObjectNode node, String key, List<String> lines) {
        ArrayNode array = node.putArray(key);
        lines.forEach(array::add);
    }
}
