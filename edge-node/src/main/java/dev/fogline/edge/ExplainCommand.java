package dev.fogline.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.NodeClient;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `fogline explain`: what would be done with a question, and how every figure arises.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Decides on a running node, but asks nobody: every candidate with its figures and their origin.")
final class ExplainCommand implements Callable<Integer> {

    private static final String INDENT = "  ";

    @Mixin private ClientFlags flags = new ClientFlags();

    @Mixin private QuestionFlags question = new QuestionFlags();

    @Spec private CommandSpec spec = CommandSpec.create();

    ExplainCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (NodeClient client = flags.client()) {
            JsonNode explained = client.post("/v1/explain", question.chat(), question.headers());
            if (flags.json()) {
                printJson(out, explained);
            } else {
                print(out, explained);
            }
            out.flush();
        }
        return 0;
    }

    /// One object per candidate with its terms, the decision last.
    private static void printJson(PrintWriter out, JsonNode explained) {
        ObjectNode decision = explained.path("decision").deepCopy();
        JsonNode candidates = decision.path("candidates");
        for (int i = 0; i < candidates.size(); i++) {
            ObjectNode candidate = candidates.get(i).deepCopy();
            JsonNode standing = explained.path("workings").path(i).path("standing");
            if (!standing.isMissingNode()) {
                candidate.set("standing", standing);
            }
            candidate.set("terms", explained.path("workings").path(i).path("terms"));
            out.println(candidate);
        }
        decision.remove("candidates");
        out.println(decision);
    }

    private static void print(PrintWriter out, JsonNode explained) {
        JsonNode decision = explained.path("decision");
        String decider = decision.has("policy") ? " by " + decision.path("policy").asText() : "";
        out.println(
                decision.path("type").asText() + decider + ": " + decision.path("reason").asText());
        out.printf(
                "%n%-32s %12s %12s %14s %10s %8s%n",
                "candidate", "first ms", "total ms", "cost USD", "joules", "quality");
        decision.path("candidates").forEach(candidate -> row(out, candidate));
        JsonNode cascade = decision.path("cascade");
        if (!cascade.isMissingNode()) {
            figures(out, "a draft, or handed over", "known", cascade.path("estimate"));
        }
        explained
                .path("workings")
                .forEach(
                        working -> {
                            out.println();
                            String standing = working.path("standing").asText("");
                            out.println(
                                    working.path("candidate").asText()
                                            + (standing.isEmpty() ? "" : ": " + standing));
                            var told = new HashSet<JsonNode>();
                            working.path("terms").forEach(term -> term(out, term, INDENT, told));
                        });
    }

    private static void row(PrintWriter out, JsonNode candidate) {
        String key = candidate.path("candidate").asText();
        if (!candidate.path("eligible").asBoolean()) {
            candidate
                    .path("objections")
                    .forEach(
                            objection ->
                                    out.printf(
                                            "%-32s ruled out by %s: %s%n",
                                            key,
                                            objection.path("constraint").asText(),
                                            objection.path("reason").asText()));
            return;
        }
        figures(out, key, candidate.path("price_version").asText(), candidate.path("estimate"));
    }

    private static void figures(
            PrintWriter out, String name, String priceVersion, JsonNode estimate) {
        out.printf(
                Locale.ROOT,
                "%-32s %12.1f %12.1f %14s %10.3f %8.3f%n",
                name,
                estimate.path("first_token_millis").path("median").asDouble(),
                estimate.path("total_millis").path("median").asDouble(),
                cost(priceVersion, estimate.path("cost_usd").path("median").asDouble()),
                estimate.path("energy_joules").path("median").asDouble(),
                estimate.path("quality").asDouble());
    }

    /// What costs nobody knows how much is not free.
    private static String cost(String priceVersion, double usd) {
        boolean known = !priceVersion.equals("unknown");
        return known ? String.format(Locale.ROOT, "%.9f", usd) : "unknown";
    }

    /// A number with its terms; those of one that was told before are not told again.
    private static void term(PrintWriter out, JsonNode term, String indent, Set<JsonNode> told) {
        JsonNode from = term.path("from");
        boolean again = !from.isEmpty() && !told.add(term);
        out.printf(
                Locale.ROOT,
                "%s%s = %.6g %s  (%s)%n",
                indent,
                term.path("term").asText(),
                term.path("value").asDouble(),
                term.path("unit").asText(),
                again ? "as above" : term.path("source").asText());
        if (!again) {
            from.forEach(part -> term(out, part, indent + INDENT, told));
        }
    }
}
