package dev.fogline.cloud.accounts;

import dev.fogline.router.tenants.KeyHash;
import dev.fogline.router.tenants.Tenant;
import dev.fogline.router.tenants.TenantLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tenants of the database and their keys.
///
/// @param database where
public record TenantStore(Database database) {

    /// Digits of a key's hash that name it to people.
    public static final int ID_DIGITS = 8;

    /// What came of a change.
    public enum Change {
        DONE,
        THERE_ALREADY,
        UNKNOWN
    }

    /// Adds a tenant with its first key.
    public Change add(Tenant tenant, KeyHash key, long nowMillis) {
        return database.transaction(
                connection -> {
                    if (exists(connection, tenant.name())) {
                        return Change.THERE_ALREADY;
                    }
                    insert(connection, tenant, nowMillis);
                    insert(connection, tenant.name(), key, nowMillis);
                    return Change.DONE;
                });
    }

    /// Gives a tenant one more key, so that it can change without a pause.
    public Change addKey(String tenant, KeyHash key, long nowMillis) {
        return database.transaction(
                connection -> {
                    if (!exists(connection, tenant)) {
                        return Change.UNKNOWN;
                    }
                    insert(connection, tenant, key, nowMillis);
                    return Change.DONE;
                });
    }

    /// Gives a tenant other limits.
    public Change limit(Tenant tenant) {
        return database.transaction(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "UPDATE tenant SET priority = ?, tokens_per_minute = ?, nano_usd_per_day = ?"
                                            + " WHERE name = ?")) {
                        limits(update, 1, tenant.limits());
                        update.setString(4, tenant.name());
                        return update.executeUpdate() == 0 ? Change.UNKNOWN : Change.DONE;
                    }
                });
    }

    /// Takes a tenant's keys away. What it has used stays in the accounts.
    ///
    /// @param keyId the first digits of one key's hash; empty for all
    public Change revoke(String tenant, String keyId, long nowMillis) {
        return database.transaction(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "UPDATE tenant_key SET revoked_millis = ? WHERE tenant = ?"
                                            + " AND revoked_millis IS NULL AND substr(sha256, 1, ?) = ?")) {
                        update.setLong(1, nowMillis);
                        update.setString(2, tenant);
                        update.setInt(3, keyId.length());
                        update.setString(4, keyId);
                        return update.executeUpdate() == 0 ? Change.UNKNOWN : Change.DONE;
                    }
                });
    }

    /// Every tenant, by name.
    public List<TenantRow> list() {
        return database.transaction(
                connection -> {
                    var tenants = new LinkedHashMap<String, Tenant>();
                    var keys = new HashMap<String, List<String>>();
                    tenants(connection).forEach(tenant -> tenants.put(tenant.name(), tenant));
                    keys(connection)
                            .forEach(
                                    (hash, name) ->
                                            keys.computeIfAbsent(name, none -> new ArrayList<>())
                                                    .add(hash.hex().substring(0, ID_DIGITS)));
                    return tenants.values().stream()
                            .map(
                                    tenant ->
                                            new TenantRow(
                                                    tenant,
                                                    keys.getOrDefault(tenant.name(), List.of())))
                            .toList();
                });
    }

    /// Whether there are tenants, with keys that hold or without.
    boolean any() {
        return database.transaction(
                connection -> {
                    try (PreparedStatement select =
                                    connection.prepareStatement("SELECT 1 FROM tenant LIMIT 1");
                            ResultSet found = select.executeQuery()) {
                        return found.next();
                    }
                });
    }

    /// Each tenant by each of its keys that holds.
    Map<KeyHash, Tenant> byKey() {
        return database.transaction(
                connection -> {
                    var tenants = new HashMap<String, Tenant>();
                    tenants(connection).forEach(tenant -> tenants.put(tenant.name(), tenant));
                    var byKey = new HashMap<KeyHash, Tenant>();
                    keys(connection)
                            .forEach(
                                    (hash, name) -> {
                                        Tenant tenant = tenants.get(name);
                                        if (tenant != null) {
                                            byKey.put(hash, tenant);
                                        }
                                    });
                    return byKey;
                });
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM tenant WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void insert(Connection connection, Tenant tenant, long nowMillis)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO tenant (priority, tokens_per_minute, nano_usd_per_day, name,"
                                + " created_millis) VALUES (?,?,?,?,?)")) {
            limits(insert, 1, tenant.limits());
            insert.setString(4, tenant.name());
            insert.setLong(5, nowMillis);
            insert.executeUpdate();
        }
    }

    private static void insert(Connection connection, String tenant, KeyHash key, long nowMillis)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO tenant_key (sha256, tenant, created_millis) VALUES (?,?,?)")) {
            insert.setString(1, key.hex());
            insert.setString(2, tenant);
            insert.setLong(3, nowMillis);
            insert.executeUpdate();
        }
    }

    private static void limits(PreparedStatement into, int from, TenantLimits limits)
            throws SQLException {
        into.setInt(from, limits.priority());
        amount(into, from + 1, limits.tokensPerMinute());
        amount(into, from + 2, limits.nanoUsdPerDay());
    }

    private static void amount(PreparedStatement into, int at, long amount) throws SQLException {
        if (amount == TenantLimits.UNLIMITED) {
            into.setNull(at, Types.BIGINT);
        } else {
            into.setLong(at, amount);
        }
    }

    private static List<Tenant> tenants(Connection connection) throws SQLException {
        var tenants = new ArrayList<Tenant>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT name, priority, tokens_per_minute, nano_usd_per_day FROM tenant"
                                        + " ORDER BY name");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                tenants.add(
                        new Tenant(
                                found.getString(1),
                                new TenantLimits(
                                        found.getInt(2), amount(found, 3), amount(found, 4))));
            }
        }
        return tenants;
    }

    private static Map<KeyHash, String> keys(Connection connection) throws SQLException {
        var keys = new LinkedHashMap<KeyHash, String>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT sha256, tenant FROM tenant_key WHERE revoked_millis IS NULL"
                                        + " ORDER BY created_millis, sha256");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                keys.put(new KeyHash(found.getString(1)), found.getString(2));
            }
        }
        return keys;
    }

    private static long amount(ResultSet found, int at) throws SQLException {
        long amount = found.getLong(at);
        return found.wasNull() ? TenantLimits.UNLIMITED : amount;
    }
}
