package dev.fogline.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cloud.accounts.TenantRow;
import dev.fogline.cost.Money;
import dev.fogline.router.tenants.TenantLimits;
import java.math.BigDecimal;

/// Tenants as people and programs read them.
final class TenantText {

    private static final String ROW = "%-24s %8s %17s %11s  %s";

    private TenantText() {}

    static String head() {
        return ROW.formatted("tenant", "priority", "tokens per minute", "USD per day", "keys");
    }

    static String row(TenantRow row) {
        TenantLimits limits = row.tenant().limits();
        return ROW.formatted(
                row.tenant().name(),
                limits.priority(),
                limits.tokensPerMinute() == TenantLimits.UNLIMITED
                        ? "-"
                        : Long.toString(limits.tokensPerMinute()),
                limits.nanoUsdPerDay() == TenantLimits.UNLIMITED
                        ? "-"
                        : usd(limits.nanoUsdPerDay()).toPlainString(),
                row.keyIds().isEmpty() ? "revoked" : String.join(" ", row.keyIds()));
    }

    static ObjectNode json(TenantRow row) {
        TenantLimits limits = row.tenant().limits();
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("tenant", row.tenant().name())
                        .put("priority", limits.priority());
        if (limits.tokensPerMinute() != TenantLimits.UNLIMITED) {
            node.put("tokens_per_minute", limits.tokensPerMinute());
        }
        if (limits.nanoUsdPerDay() != TenantLimits.UNLIMITED) {
            node.put("usd_per_day", usd(limits.nanoUsdPerDay()));
        }
        var keys = node.putArray("keys");
        row.keyIds().forEach(keys::add);
        return node;
    }

    private static BigDecimal usd(long nanoUsd) {
        return Money.usd(nanoUsd);
    }
}
