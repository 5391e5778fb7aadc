package dev.fogline.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cloud.accounts.UsageRow;
import dev.fogline.cost.Money;
import java.util.ArrayList;
import java.util.List;

/// Usage as people and programs read it.
final class UsageText {

    private static final String ROW = "%-24s %-10s %-9s %9s %13s %13s %13s %14s %12s";
    private static final UsageRow NOTHING = new UsageRow("", "", "", 0, 0, 0, 0, 0, 0);

    private UsageText() {}

    static List<String> table(List<UsageRow> rows) {
        if (rows.isEmpty()) {
            return List.of("nothing was used");
        }
        var lines = new ArrayList<String>();
        lines.add(
                ROW.formatted(
                        "tenant",
                        "day",
                        "tokens",
                        "attempts",
                        "prompt",
                        "of it cached",
                        "output",
                        "USD",
                        "joules"));
        rows.forEach(row -> lines.add(row(row.tenant(), row.day(), row.tokens(), row)));
        lines.add(row("all", "", "", sum(rows)));
        return lines;
    }

    static List<String> jsonLines(List<UsageRow> rows) {
        var lines = new ArrayList<String>();
        for (UsageRow row : rows) {
            ObjectNode node =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("tenant", row.tenant())
                            .put("day", row.day())
                            .put("tokens", row.tokens());
            lines.add(figures(node, row).toString());
        }
        lines.add(
                figures(JsonNodeFactory.instance.objectNode().put("rows", rows.size()), sum(rows))
                        .toString());
        return lines;
    }

    private static UsageRow sum(List<UsageRow> rows) {
        return rows.stream().reduce(NOTHING, UsageRow::plus);
    }

    private static String row(String tenant, String day, String tokens, UsageRow row) {
        return ROW.formatted(
                tenant,
                day,
                tokens,
                row.attempts(),
                row.promptTokens(),
                row.cachedPromptTokens(),
                row.outputTokens(),
                Money.usd(row.nanoUsd()).toPlainString(),
                Math.round(row.joules()));
    }

    private static ObjectNode figures(ObjectNode node, UsageRow row) {
        return node.put("attempts", row.attempts())
                .put("prompt_tokens", row.promptTokens())
                .put("cached_prompt_tokens", row.cachedPromptTokens())
                .put("output_tokens", row.outputTokens())
                .put("cost_usd", Money.usd(row.nanoUsd()))
                .put("energy_joules", row.joules());
    }
}
