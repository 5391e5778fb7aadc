package dev.fogline.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.router.LedgerReport;
import dev.fogline.router.LedgerReport.By;
import dev.fogline.router.LedgerReport.Row;
import dev.fogline.router.LedgerReport.Sums;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// A ledger's report as people and as programs read it.
///
/// @param by what makes a row, in the order of the columns
record LedgerText(List<By> by, LedgerReport report) {

    private static final int NANO_DIGITS = 9;
    private static final int NAME_WIDTH = 20;

    /// A row each, then the sum, then what is to be said of the rest.
    List<String> table(Path state) {
        if (report.total().attempts() == 0 && report.openAttempts() == 0) {
            var empty = new ArrayList<String>();
            empty.add("the ledger in " + state + " holds no attempt of these days");
            addRemarks(empty);
            return empty;
        }
        var lines = new ArrayList<String>();
        lines.add(
                line(
                        by.stream().map(LedgerText::word).toList(),
                        "attempts",
                        "prompt",
                        "cached",
                        "output",
                        "usd",
                        "joules",
                        "estimated",
                        "failed",
                        "cancelled",
                        "unknown"));
        report.rows().forEach(row -> lines.add(line(row.names(), row.sums())));
        var all = new ArrayList<>(Collections.nCopies(by.size(), ""));
        if (!all.isEmpty()) {
            all.set(0, "all");
        }
        lines.add(line(all, report.total()));
        addRemarks(lines);
        return lines;
    }

    /// An object each, the sum of all last.
    List<String> jsonLines() {
        var lines = new ArrayList<String>();
        for (Row row : report.rows()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < by.size(); i++) {
                node.put(word(by.get(i)), row.names().get(i));
            }
            lines.add(put(node, row.sums()).toString());
        }
        ObjectNode summary =
                JsonNodeFactory.instance.objectNode().put("rows", report.rows().size());
        lines.add(
                put(summary, report.total())
                        .put("open", report.openAttempts())
                        .put("open_usd", usd(report.openNanoUsd()))
                        .put("damaged_lines", report.damagedLines())
                        .toString());
        return lines;
    }

    private void addRemarks(List<String> lines) {
        if (report.openAttempts() > 0) {
            lines.add(
                    report.openAttempts()
                            + " attempts have not ended, "
                            + usd(report.openNanoUsd()).toPlainString()
                            + " USD by their estimates; they are not in the table");
        }
        if (report.damagedLines() > 0) {
            lines.add(report.damagedLines() + " damaged lines were not counted");
        }
    }

    private static ObjectNode put(ObjectNode node, Sums sums) {
        return node.put("attempts", sums.attempts())
                .put("prompt_tokens", sums.promptTokens())
                .put("cached_prompt_tokens", sums.cachedPromptTokens())
                .put("output_tokens", sums.outputTokens())
                .put("usd", usd(sums.nanoUsd()))
                .put("joules", tenths(sums.joules()))
                .put("estimated_share", thousandths(sums.estimatedShare()))
                .put("failed", sums.failed())
                .put("cancelled", sums.cancelled())
                .put("unknown", sums.unknown());
    }

    private static String line(List<String> names, Sums sums) {
        return line(
                names,
                sums.attempts(),
                sums.promptTokens(),
                sums.cachedPromptTokens(),
                sums.outputTokens(),
                usd(sums.nanoUsd()).toPlainString(),
                tenths(sums.joules()).toPlainString(),
                thousandths(sums.estimatedShare()),
                sums.failed(),
                sums.cancelled(),
                sums.unknown());
    }

    private static String line(List<String> names, Object... figures) {
        var line = new StringBuilder();
        for (String name : names) {
            line.append(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s ", name));
        }
        return line
                + String.format(
                        Locale.ROOT, "%9s %12s %12s %12s %15s %12s %9s %7s %9s %7s", figures);
    }

    private static BigDecimal usd(long nanoUsd) {
        return BigDecimal.valueOf(nanoUsd, NANO_DIGITS);
    }

    private static BigDecimal tenths(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    }

    private static BigDecimal thousandths(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    }

    private static String word(By by) {
        return by.name().toLowerCase(Locale.ROOT);
    }
}
