package dev.fogline.edge.config;

import dev.fogline.router.PoolSetup;
import dev.fogline.router.pool.Balance;
import dev.fogline.router.pool.Discovery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The key `pool`: where members come from, what they have in common, and how one is chosen.
final class PoolReader {

    static final String FILE = "members";
    static final String DNS = "dns";
    static final String KUBERNETES = "kubernetes";
    static final String ENGINE_ROUTER = "engine-router";

    private static final List<String> SOURCES = List.of(FILE, DNS, KUBERNETES, ENGINE_ROUTER);
    private static final Set<String> KNOWN =
            Set.of(
                    FILE,
                    DNS,
                    KUBERNETES,
                    ENGINE_ROUTER,
                    "name",
                    "backend",
                    "balance",
                    "refresh-millis",
                    "slow-start-millis",
                    "drain-millis");

    /// An hour; longer than any engine takes to fill its caches or to end an answer.
    private static final long MOST_MILLIS = Duration.ofHours(1).toMillis();

    private final BackendReader backends;

    PoolReader(BackendReader backends) {
        this.backends = backends;
    }

    /// @param section `pool`
    PoolSetup read(Section section) {
        section.knowing(KNOWN);
        String name = section.text("name").orElse("pool");
        return new PoolSetup(
                backends.common(section.section("backend").orElseGet(() -> section.empty()), name),
                discovery(section),
                Words.one(section, "balance", Balance.class).orElse(Balance.PREDICTED),
                millis(section, "refresh-millis", 10, 1_000),
                millis(section, "slow-start-millis", 0, 10_000),
                millis(section, "drain-millis", 0, 60_000));
    }

    private static Discovery discovery(Section section) {
        List<String> given =
                SOURCES.stream().filter(key -> section.keys().entries().containsKey(key)).toList();
        if (given.size() != 1) {
            throw section.wrong(
                    given.isEmpty() ? FILE : given.getLast(),
                    "members come from one of members, dns, kubernetes, engine-router");
        }
        return switch (given.getFirst()) {
            case FILE -> new Discovery.MembersFile(Path.of(section.required(FILE)));
            case DNS -> dns(section.section(DNS).orElseGet(section::empty));
            case KUBERNETES -> kubernetes(section.section(KUBERNETES).orElseGet(section::empty));
            default -> new Discovery.EngineRouter(section.required(ENGINE_ROUTER));
        };
    }

    private static Discovery dns(Section section) {
        section.knowing(Set.of("name", "scheme", "port"));
        return new Discovery.Dns(
                section.required("name"),
                scheme(section),
                (int) section.whole("port", 1, NodeConfigReader.MAX_PORT, 8_000));
    }

    private static Discovery kubernetes(Section section) {
        section.knowing(Set.of("service", "namespace", "scheme", "port"));
        return new Discovery.Kubernetes(
                section.required("service"),
                section.text("namespace").orElse(""),
                scheme(section),
                section.text("port").orElse(""));
    }

    private static String scheme(Section section) {
        String scheme = section.text("scheme").orElse("http");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw section.wrong("scheme", "'" + scheme + "' is neither http nor https");
        }
        return scheme;
    }

    private static Duration millis(Section section, String key, long low, long usual) {
        return Duration.ofMillis(section.whole(key, low, MOST_MILLIS, usual));
    }
}
