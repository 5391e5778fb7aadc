package dev.fogline.router;

import dev.fogline.spi.Estimate;
import java.math.BigDecimal;

/// What a policy wants kept: at most so much of a quantity, or at least so much quality.
///
/// A bound orders, it does not rule out: if nobody keeps it, whoever misses it least is asked.
///
/// @param limit positive
public record Bound(Quantity quantity, double limit) {

    public Bound {
        if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    quantity.word() + " " + limit + " not in (0, infinity)");
        }
    }

    /// How far an estimate misses it, as a share of the limit: 0 if it is kept, 1 for twice the
    /// time allowed, or for no quality at all.
    double excess(Estimate estimate) {
        double value = quantity.in(estimate);
        return Math.max(
                0, quantity.moreIsBetter() ? (limit - value) / limit : (value - limit) / limit);
    }

    /// As a sentence has it, such as `first-token-millis ≤ 800`, with every digit configured.
    @Override
    public String toString() {
        String sign = quantity.moreIsBetter() ? "≥" : "≤";
        return quantity.word()
                + " "
                + sign
                + " "
                + BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }
}
