package dev.fogline.edge.config;

import dev.fogline.edge.door.AccountsSetup;
import dev.fogline.router.fair.QueueSetup;
import dev.fogline.router.tenants.KeyHash;
import dev.fogline.router.tenants.Tenant;
import dev.fogline.router.tenants.TenantLimits;
import dev.fogline.router.tenants.Tenants;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The keys `fair-queue`, `tenants` and `accounts`.
final class SharingSections {

    private static final String KEY_SHA256 = "key-sha256";
    private static final String NAME = "name";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int MAX_SLOTS = 100_000;
    private static final int MAX_PLACES = 1_000_000;

    /// As many as take some ten seconds on a pool that answers a hundred a second; assumed.
    private static final int USUAL_PLACES = 1_000;

    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private SharingSections() {}

    static Optional<QueueSetup> queue(Section top) {
        return top.section("fair-queue").map(SharingSections::queueOf);
    }

    static Tenants tenants(Section top) {
        var byKey = new HashMap<KeyHash, Tenant>();
        var names = new HashSet<String>();
        for (Section entry : top.sections("tenants")) {
            entry.knowing(Set.of(NAME, KEY_SHA256, "priority", "tokens-per-minute", "usd-per-day"));
            Tenant tenant = new Tenant(name(entry), limits(entry));
            if (!names.add(tenant.name())) {
                throw entry.wrong(NAME, "two tenants are named '" + tenant.name() + "'");
            }
            List<String> hashes = entry.texts(KEY_SHA256);
            if (hashes.isEmpty()) {
                throw entry.wrong(NAME, "'" + tenant.name() + "' needs a " + KEY_SHA256);
            }
            for (String hash : hashes) {
                if (byKey.put(keyHash(entry, hash), tenant) != null) {
                    throw entry.wrong(KEY_SHA256, "two tenants have one key");
                }
            }
        }
        return new Tenants.Known(byKey);
    }

    static AccountsSetup accounts(Section top) {
        return top.section("accounts")
                .map(SharingSections::accountsOf)
                .orElse(AccountsSetup.EMBEDDED);
    }

    private static AccountsSetup accountsOf(Section section) {
        section.knowing(Set.of("url", "user", "password"));
        Optional<String> url = section.text("url");
        if (url.isPresent() && !url.get().startsWith(POSTGRESQL)) {
            throw section.wrong(
                    "url",
                    "does not begin with "
                            + POSTGRESQL
                            + "; without it the accounts lie in the node's state");
        }
        return new AccountsSetup(url, section.text("user"), section.secret("password"));
    }

    private static QueueSetup queueOf(Section section) {
        section.knowing(Set.of("slots", "places", "longest-wait-millis"));
        section.required("slots");
        return new QueueSetup(
                (int) section.whole("slots", 1, MAX_SLOTS, 1),
                (int) section.whole("places", 0, MAX_PLACES, USUAL_PLACES),
                Duration.ofMillis(
                        section.whole(
                                "longest-wait-millis", 1, DAY_MILLIS, USUAL_WAIT.toMillis())));
    }

    private static TenantLimits limits(Section entry) {
        return new TenantLimits(
                (int) entry.whole("priority", 1, TenantLimits.HIGHEST_PRIORITY, 1),
                entry.whole("tokens-per-minute", 0, Long.MAX_VALUE, TenantLimits.UNLIMITED),
                entry.text(LedgerSections.USD_PER_DAY).isPresent()
                        ? LedgerSections.nanoUsd(entry)
                        : TenantLimits.UNLIMITED);
    }

    /// `local` and `default` mean somebody else.
    private static String name(Section entry) {
        String name = entry.required(NAME);
        if (!Tenant.fits(name)) {
            throw entry.wrong(NAME, "'" + name + "' cannot be a tenant's name");
        }
        return name;
    }

    private static KeyHash keyHash(Section entry, String hash) {
        try {
            return new KeyHash(hash);
        } catch (IllegalArgumentException unfit) {
            throw entry.wrong(
                    KEY_SHA256,
                    "takes the 64 hexadecimal digits of the key's SHA-256, never the key itself");
        }
    }
}
