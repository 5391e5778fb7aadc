package dev.fogline.cloud.accounts;

import dev.fogline.router.ledger.Ending;
import dev.fogline.router.ledger.Entry.Settlement;
import dev.fogline.router.ledger.LedgerTail;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What tenants have used, in the database.
///
/// @param database where
/// @param node whose ledger is posted; no two nodes of a database have the same
public record UsageStore(Database database, String node) {

    /// How far the ledger's file of a day has been posted, in bytes.
    long posted(LocalDate day) {
        return database.transaction(connection -> posted(connection, day));
    }

    /// Posts a part of the ledger: attempts, sums and how far that is, all or nothing. An attempt
    /// that is there already counts once, so it does no harm to post a part again.
    ///
    /// @return attempts that were not there
    int post(LocalDate day, LedgerTail.Part part) {
        return database.transaction(
                connection -> {
                    Map<String, UsageRow> sums = new LinkedHashMap<>();
                    int added = 0;
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    "INSERT INTO attempt (id, node, tenant, day, backend, model, ending, tokens,"
                                            + " prompt_tokens, cached_prompt_tokens, output_tokens, nano_usd,"
                                            + " joules, ended_millis) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
                                            + " ON CONFLICT (id) DO NOTHING")) {
                        for (Settlement one : part.settled()) {
                            if (insert(insert, one) == 1) {
                                added++;
                                UsageRow row = row(one);
                                sums.merge(row.tenant() + "\n" + row.tokens(), row, UsageRow::plus);
                            }
                        }
                    }
                    for (UsageRow sum : sums.values()) {
                        add(connection, sum);
                    }
                    end(connection, day, part.endBytes());
                    return added;
                });
    }

    /// What tenants have spent today on other nodes, in nano-dollars.
    Map<String, Long> spentElsewhere(LocalDate today) {
        return database.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT tenant, SUM(nano_usd) FROM usage_sum WHERE day = ? AND node <> ?"
                                            + " GROUP BY tenant")) {
                        select.setString(1, today.toString());
                        select.setString(2, node);
                        return amounts(select);
                    }
                });
    }

    /// Tokens of tenants that other nodes settled since a moment.
    Map<String, Long> tokensElsewhere(long sinceMillis) {
        return database.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT tenant, SUM(prompt_tokens + output_tokens) FROM attempt"
                                            + " WHERE ended_millis > ? AND node <> ? GROUP BY tenant")) {
                        select.setLong(1, sinceMillis);
                        select.setString(2, node);
                        return amounts(select);
                    }
                });
    }

    /// What was used, of all nodes together, by tenant, day and kind of figures, in this order.
    ///
    /// @param tenant empty for all
    /// @param first day
    /// @param last day
    public static List<UsageRow> usage(
            Database database, Optional<String> tenant, LocalDate first, LocalDate last) {
        return database.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT tenant, day, tokens, SUM(attempts), SUM(prompt_tokens),"
                                            + " SUM(cached_prompt_tokens), SUM(output_tokens), SUM(nano_usd),"
                                            + " SUM(joules) FROM usage_sum WHERE day >= ? AND day <= ?"
                                            + (tenant.isPresent() ? " AND tenant = ?" : "")
                                            + " GROUP BY tenant, day, tokens ORDER BY tenant, day, tokens")) {
                        select.setString(1, first.toString());
                        select.setString(2, last.toString());
                        if (tenant.isPresent()) {
                            select.setString(3, tenant.get());
                        }
                        return rows(select);
                    }
                });
    }

    private long posted(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT bytes FROM ledger_end WHERE node = ? AND day = ?")) {
            select.setString(1, node);
            select.setString(2, day.toString());
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        }
    }

    private int insert(PreparedStatement insert, Settlement one) throws SQLException {
        UsageRow row = row(one);
        insert.setString(1, one.attempted().id());
        insert.setString(2, node);
        insert.setString(3, row.tenant());
        insert.setString(4, row.day());
        insert.setString(5, one.attempted().backend());
        insert.setString(6, one.attempted().model());
        insert.setString(7, word(one.ending()));
        insert.setString(8, word(one.amount().usage().origin()));
        insert.setLong(9, row.promptTokens());
        insert.setLong(10, row.cachedPromptTokens());
        insert.setLong(11, row.outputTokens());
        insert.setLong(12, row.nanoUsd());
        insert.setDouble(13, row.joules());
        insert.setLong(14, one.endedAt().toEpochMilli());
        return insert.executeUpdate();
    }

    private void add(Connection connection, UsageRow sum) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "INSERT INTO usage_sum (node, tenant, day, tokens, attempts, prompt_tokens,"
                                + " cached_prompt_tokens, output_tokens, nano_usd, joules)"
                                + " VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (day, tenant, node, tokens) DO UPDATE SET"
                                + " attempts = usage_sum.attempts + excluded.attempts,"
                                + " prompt_tokens = usage_sum.prompt_tokens + excluded.prompt_tokens,"
                                + " cached_prompt_tokens ="
                                + " usage_sum.cached_prompt_tokens + excluded.cached_prompt_tokens,"
                                + " output_tokens = usage_sum.output_tokens + excluded.output_tokens,"
                                + " nano_usd = usage_sum.nano_usd + excluded.nano_usd,"
                                + " joules = usage_sum.joules + excluded.joules")) {
            upsert.setString(1, node);
            upsert.setString(2, sum.tenant());
            upsert.setString(3, sum.day());
            upsert.setString(4, sum.tokens());
            upsert.setLong(5, sum.attempts());
            upsert.setLong(6, sum.promptTokens());
            upsert.setLong(7, sum.cachedPromptTokens());
            upsert.setLong(8, sum.outputTokens());
            upsert.setLong(9, sum.nanoUsd());
            upsert.setDouble(10, sum.joules());
            upsert.executeUpdate();
        }
    }

    private void end(Connection connection, LocalDate day, long bytes) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "INSERT INTO ledger_end (node, day, bytes) VALUES (?,?,?)"
                                + " ON CONFLICT (node, day) DO UPDATE SET bytes = excluded.bytes")) {
            upsert.setString(1, node);
            upsert.setString(2, day.toString());
            upsert.setLong(3, bytes);
            upsert.executeUpdate();
        }
    }

    private static Map<String, Long> amounts(PreparedStatement select) throws SQLException {
        var amounts = new HashMap<String, Long>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                amounts.put(found.getString(1), found.getLong(2));
            }
        }
        return amounts;
    }

    private static List<UsageRow> rows(PreparedStatement select) throws SQLException {
        var rows = new ArrayList<UsageRow>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                rows.add(
                        new UsageRow(
                                found.getString(1),
                                found.getString(2),
                                found.getString(3),
                                found.getLong(4),
                                found.getLong(5),
                                found.getLong(6),
                                found.getLong(7),
                                found.getLong(8),
                                found.getDouble(9)));
            }
        }
        return rows;
    }

    private static UsageRow row(Settlement one) {
        var usage = one.amount().usage();
        return new UsageRow(
                one.attempted().tenant(),
                one.day().toString(),
                one.ending() == Ending.UNKNOWN ? "unknown" : word(usage.origin()),
                1,
                usage.promptTokens(),
                usage.cachedPromptTokens(),
                usage.outputTokens(),
                one.amount().nanoUsd(),
                one.amount().joules());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
