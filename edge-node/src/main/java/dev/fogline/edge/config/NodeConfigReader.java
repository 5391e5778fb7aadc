package dev.fogline.edge.config;

import dev.fogline.edge.door.AccountsSetup;
import dev.fogline.router.BackendSetup;
import dev.fogline.router.CacheSetup;
import dev.fogline.router.Limits;
import dev.fogline.router.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a node's configuration: flags over environment over file over defaults.
public final class NodeConfigReader {

    static final int MAX_PORT = 65_535;

    /// A conversation of half a million tokens has two million characters.
    private static final int DEFAULT_BODY_BYTES = 8 << 20;

    private static final long MAX_CACHE_AGE_SECONDS = Duration.ofDays(365).toSeconds();

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private static final Set<String> TOP =
            Set.of(
                    "server",
                    "data",
                    "models",
                    "plugins",
                    "backends",
                    "policies",
                    "prices",
                    "limits",
                    "quality-prior",
                    "ledger",
                    "budgets",
                    "cache",
                    "beacon",
                    "pool",
                    "fair-queue",
                    "tenants");

    private static final Set<String> TOP_OF_CLOUD =
            Stream.concat(TOP.stream(), Stream.of("accounts"))
                    .collect(Collectors.toUnmodifiableSet());

    private final NodeKind kind;
    private final Map<String, String> environment;
    private final Path installed;

    /// @param environment of the process
    /// @param installed where the image lies; its `plugins` are loaded unless others are configured
    public NodeConfigReader(NodeKind kind, Map<String, String> environment, Path installed) {
        this.kind = kind;
        this.environment = environment;
        this.installed = installed;
    }

    /// @param flags of the command line
    /// @throws ConfigException with one line that names the place
    public NodeConfig read(Overrides flags) {
        Overrides overrides = flags.or(Overrides.of(environment));
        Section top =
                overrides.config().map(this::file).orElseGet(() -> section("configuration", ""));
        top.knowing(kind.equals(NodeKind.CLOUD) ? TOP_OF_CLOUD : TOP);
        Plugins plugins = Plugins.load(pluginsDir(top));
        PriceBook prices = PriceBook.of(top);
        var reader = new BackendReader(plugins, prices);
        List<BackendSetup> configured =
                top.sections("backends").stream().map(reader::read).toList();
        Limits limits = top.section("limits").map(NodeConfigReader::limits).orElse(Limits.DEFAULT);
        var config =
                new NodeConfig(
                        server(
                                top.section("server").orElseGet(() -> section("configuration", "")),
                                overrides),
                        dataDir(overrides, top),
                        plugins,
                        new FlaggedBackends(
                                        overrides, environment, modelsDir(overrides, top), prices)
                                .over(distinct(top, configured)),
                        policies(overrides, top, new PolicyFile(environment, plugins, limits)),
                        limits,
                        top.text("quality-prior").map(Path::of),
                        LedgerSections.read(top),
                        top.section("cache").map(NodeConfigReader::cache).orElse(CacheSetup.NONE),
                        BeaconSection.read(top, kind.beacon()),
                        top.section("pool").map(new PoolReader(reader)::read),
                        SharingSections.queue(top),
                        SharingSections.tenants(top),
                        SharingSections.accounts(top));
        // whoever knows a cloud node's tenants is asked later, and till then nobody is let in
        return kind.equals(NodeKind.CLOUD) ? config : config.guarded();
    }

    /// Where a cloud node's accounts lie.
    public AccountsSetup accounts(Overrides flags) {
        Overrides overrides = flags.or(Overrides.of(environment));
        return SharingSections.accounts(
                overrides.config().map(this::file).orElseGet(() -> section("configuration", "")));
    }

    /// Where plugins lie if nothing but the image and a file says so.
    public Path pluginsDir(Overrides flags) {
        Overrides overrides = flags.or(Overrides.of(environment));
        return pluginsDir(
                overrides.config().map(this::file).orElseGet(() -> section("configuration", "")));
    }

    /// Where models are installed.
    public Path modelsDir(Overrides flags) {
        Overrides overrides = flags.or(Overrides.of(environment));
        return modelsDir(
                overrides,
                overrides.config().map(this::file).orElseGet(() -> section("configuration", "")));
    }

    /// Where the node keeps its state.
    public Path dataDir(Overrides flags) {
        Overrides overrides = flags.or(Overrides.of(environment));
        return dataDir(
                overrides,
                overrides.config().map(this::file).orElseGet(() -> section("configuration", "")));
    }

    private Path modelsDir(Overrides overrides, Section top) {
        return overrides
                .models()
                .or(() -> top.text("models").map(Path::of))
                .orElseGet(() -> dataDir(overrides, top).resolve("models"));
    }

    private Path dataDir(Overrides overrides, Section top) {
        return overrides.data().or(() -> top.text("data").map(Path::of)).orElseGet(this::stateDir);
    }

    private Path pluginsDir(Section top) {
        return top.text("plugins").map(Path::of).orElse(installed.resolve("plugins"));
    }

    private Section file(Path file) {
        try {
            return section(file.toString(), Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw new ConfigException("there is no configuration file " + file);
        } catch (IOException failed) {
            throw new ConfigException(
                    "cannot read the configuration file " + file + ": " + failed.getMessage());
        }
    }

    private Section section(String name, String text) {
        return new Section(name, new Values(environment), Yaml.parse(name, text));
    }

    private ServerConfig server(Section section, Overrides overrides) {
        section.knowing(
                Set.of(
                        "host",
                        "port",
                        "api-key",
                        "allowed-hosts",
                        "allowed-origins",
                        "max-body-bytes",
                        "requests-per-minute",
                        "tls",
                        "admin"));
        return new ServerConfig(
                section.text("host").orElse("127.0.0.1"),
                overrides
                        .port()
                        .orElseGet(() -> (int) section.whole("port", 0, MAX_PORT, kind.port())),
                section.secret("api-key"),
                section.texts("allowed-hosts").stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                Set.copyOf(section.texts("allowed-origins")),
                (int) section.whole("max-body-bytes", 1, Integer.MAX_VALUE / 2, DEFAULT_BODY_BYTES),
                SecuritySections.read(section, kind));
    }

    private Path stateDir() {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base =
                state.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(state);
        return base.resolve(kind.command());
    }

    private static List<BackendSetup> distinct(Section top, List<BackendSetup> backends) {
        var names = new HashSet<String>();
        for (BackendSetup backend : backends) {
            if (!names.add(backend.name())) {
                throw top.wrong("backends", "two are named '" + backend.name() + "'");
            }
        }
        return backends;
    }

    private static Policies policies(Overrides overrides, Section top, PolicyFile reader) {
        Optional<Path> file = overrides.policies().or(() -> top.text("policies").map(Path::of));
        return new Policies(file.map(reader::read).orElseGet(reader::readyMade), file, reader);
    }

    private static Limits limits(Section section) {
        section.knowing(
                Set.of(
                        "first-token-millis",
                        "stall-millis",
                        "max-attempts",
                        "longest-retry-wait-millis",
                        "retry-share",
                        "remembered-decisions",
                        "journal-queue",
                        "journal-bytes"));
        Limits usual = Limits.DEFAULT;
        return new Limits(
                Duration.ofMillis(
                        section.whole(
                                "first-token-millis",
                                1,
                                DAY_MILLIS,
                                usual.firstToken().toMillis())),
                Duration.ofMillis(
                        section.whole("stall-millis", 1, DAY_MILLIS, usual.stall().toMillis())),
                (int) section.whole("max-attempts", 1, 100, usual.maxAttempts()),
                (int)
                        section.whole(
                                "remembered-decisions", 1, 10_000_000, usual.rememberedDecisions()),
                (int) section.whole("journal-queue", 1, 10_000_000, usual.journalQueue()),
                section.whole("journal-bytes", 1 << 16, 1L << 40, usual.journalBytes()),
                new Limits.Repetition(
                        Duration.ofMillis(
                                section.whole(
                                        "longest-retry-wait-millis",
                                        1,
                                        DAY_MILLIS,
                                        usual.repetition().longestWait().toMillis())),
                        section.number("retry-share", 0, 1, usual.repetition().share())));
    }

    private static CacheSetup cache(Section section) {
        section.knowing(Set.of("max-bytes", "max-age-seconds"));
        CacheSetup usual = CacheSetup.NONE;
        return new CacheSetup(
                section.whole("max-bytes", 0, 1L << 40, usual.maxBytes()),
                Duration.ofSeconds(
                        section.whole(
                                "max-age-seconds",
                                1,
                                MAX_CACHE_AGE_SECONDS,
                                usual.maxAge().toSeconds())));
    }
}
