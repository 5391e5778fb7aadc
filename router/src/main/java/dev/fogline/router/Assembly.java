package dev.fogline.router;

import dev.fogline.cost.cascade.DraftModels;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.router.fair.FairSetup;
import dev.fogline.router.ledger.Ledger;
import dev.fogline.router.ledger.LedgerException;
import dev.fogline.router.pool.Balance;
import dev.fogline.router.pool.MemberBackend;
import dev.fogline.router.tenants.TenantLimits;
import dev.fogline.router.tenants.Tenants;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.Constraint;
import dev.fogline.spi.ConstraintProvider;
import dev.fogline.spi.EstimatorProvider;
import dev.fogline.spi.Provider;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Makes the parts of a router from its setup; every failure is one line that names the part.
final class Assembly {

    private static final int RUN_NAME_LENGTH = 13;

    private Assembly() {}

    /// The backends, in the order of the setup. If one cannot start, those that did are closed.
    static List<Catalog.Place> places(RouterSetup setup, Till till, Metering metering) {
        return places(setup).stream()
                .map(place -> AccountedBackend.over(place, till, metering, setup.ticker()))
                .toList();
    }

    /// The pool, without members yet.
    static Optional<Pool> pool(RouterSetup setup, Till till, Metering metering, Breakers breakers) {
        return setup.pool()
                .map(
                        pool ->
                                new Pool(
                                        pool,
                                        (backend, late) ->
                                                member(backend, late, pool, setup, till, metering),
                                        setup.backends().stream()
                                                .map(BackendSetup::name)
                                                .collect(Collectors.toSet()),
                                        breakers::forget,
                                        setup.ticker()));
    }

    /// Where requests wait: for a slot, or for a member of the pool that has room. Not for members
    /// where others could answer as well, or where they are not chosen by what is predicted of
    /// them.
    static Optional<Gate> gate(RouterSetup setup, Optional<Pool> pool) {
        Optional<Pool> alone =
                pool.filter(
                        members ->
                                setup.backends().isEmpty()
                                        && members.setup().balance() == Balance.PREDICTED);
        if (setup.fair().isEmpty() && alone.isEmpty()) {
            return Optional.empty();
        }
        var gate =
                new Gate(
                        setup.fair()
                                .orElseGet(() -> new FairSetup(Optional.empty(), Tenants.none())),
                        () -> alone.map(Pool::room).orElse(Room.UNKNOWN),
                        setup.ticker(),
                        new GateMetrics(setup.registry()));
        alone.ifPresent(members -> members.whenChanged(gate::look));
        return Optional.of(gate);
    }

    private static PoolMember.Made member(
            BackendSetup backend,
            boolean late,
            PoolSetup pool,
            RouterSetup setup,
            Till till,
            Metering metering) {
        Catalog.Place plain = place(backend, setup);
        var counted = new MemberBackend(plain.backend(), pool.slowStart(), late, setup.ticker());
        var place = new Catalog.Place(backend, counted, plain.prices());
        return new PoolMember.Made(
                AccountedBackend.over(place, till, metering, setup.ticker()), counted);
    }

    private static List<Catalog.Place> places(RouterSetup setup) {
        var places = new ArrayList<Catalog.Place>();
        try {
            for (BackendSetup backend : setup.backends()) {
                if (places.stream()
                        .anyMatch(place -> place.setup().name().equals(backend.name()))) {
                    throw new RouterException("two backends are named '" + backend.name() + "'");
                }
                places.add(place(backend, setup));
            }
            return places;
        } catch (RuntimeException failed) {
            places.forEach(place -> place.backend().close());
            throw failed;
        }
    }

    /// Each run names its attempts after itself, so that none is named as one of an earlier run.
    static Till till(RouterSetup setup) {
        String run = UUID.randomUUID().toString().substring(0, RUN_NAME_LENGTH);
        LedgerSetup ledger = setup.ledger();
        try {
            return new Till(
                    Ledger.open(
                            setup.dataDir(),
                            ledger.fsync(),
                            LedgerSetup.QUEUE_LINES,
                            setup.wallClock(),
                            run),
                    budgets(setup),
                    spentElsewhere(setup),
                    setup.wallClock());
        } catch (LedgerException failed) {
            throw new RouterException(String.valueOf(failed.getMessage()), failed);
        }
    }

    /// What a tenant's own limits say, else the budgets of the configuration.
    private static ToLongFunction<String> budgets(RouterSetup setup) {
        Budgets configured = setup.ledger().budgets();
        return setup.fair()
                .<ToLongFunction<String>>map(
                        fair ->
                                tenant -> {
                                    long own = fair.tenants().limits(tenant).nanoUsdPerDay();
                                    return own == TenantLimits.UNLIMITED
                                            ? configured.of(tenant)
                                            : own;
                                })
                .orElse(configured::of);
    }

    private static ToLongFunction<String> spentElsewhere(RouterSetup setup) {
        return setup.fair()
                .<ToLongFunction<String>>map(
                        fair -> tenant -> fair.tenants().elsewhere(tenant).nanoUsdToday())
                .orElse(tenant -> 0);
    }

    private static QualityModel quality(RouterSetup setup) {
        return setup.qualityPrior().map(QualityFile::read).orElse(QualityModel.UNKNOWN);
    }

    private static DraftModels drafts(RouterSetup setup) {
        return setup.qualityPrior()
                .map(file -> new DraftModels(QualityFile.drafts(file)))
                .orElse(DraftModels.NONE);
    }

    /// The built-in constraints, then those of the plugins, which hold as soon as they are
    /// installed.
    ///
    /// @param aliases names of models that leave the choice to a policy
    static List<Constraint> constraints(Plugins plugins, Set<String> aliases) {
        var constraints = new ArrayList<>(Constraints.builtIn(aliases));
        for (String type : plugins.types(ConstraintProvider.class)) {
            ConstraintProvider provider =
                    plugins.find(ConstraintProvider.class, type).orElseThrow();
            constraints.add(unconfigured("constraint", provider, provider::create));
        }
        return constraints;
    }

    /// A plugin's estimator where one is installed, else the one that learns.
    static EstimatorSource estimator(RouterSetup setup) {
        List<String> types = setup.plugins().types(EstimatorProvider.class);
        if (types.size() > 1) {
            throw new RouterException("there are several estimators, keep one of " + types);
        }
        return types.stream()
                .findFirst()
                .flatMap(type -> setup.plugins().find(EstimatorProvider.class, type))
                .map(Assembly::source)
                .orElseGet(
                        () ->
                                EstimatorSource.builtIn(
                                        quality(setup), setup.speeds(), drafts(setup)));
    }

    private static EstimatorSource source(EstimatorProvider provider) {
        return new EstimatorSource(
                provider.type(),
                unconfigured("estimator", provider, provider::create),
                saved -> provider.load(Settings.of(provider.settings(), Map.of()), saved));
    }

    /// Made with the fallbacks of all its settings.
    private static <T> T unconfigured(
            String kind, Provider provider, Function<Settings, T> create) {
        try {
            return create.apply(Settings.of(provider.settings(), Map.of()));
        } catch (RuntimeException | LinkageError thrown) {
            throw new RouterException(kind + " " + provider.type() + ": " + thrown, thrown);
        }
    }

    private static Catalog.Place place(BackendSetup backend, RouterSetup setup) {
        Plugins plugins = setup.plugins();
        BackendProvider provider =
                plugins.find(BackendProvider.class, backend.type())
                        .orElseThrow(
                                () ->
                                        unknown(
                                                "backend",
                                                backend.type(),
                                                plugins.types(BackendProvider.class)));
        try {
            Settings settings = Settings.of(provider.settings(), backend.settings());
            return new Catalog.Place(
                    backend,
                    provider.create(backend.name(), settings, setup.ticker()),
                    new CurrentPrices(backend.pricing(), setup.wallClock()));
        } catch (SettingException | BackendStartException unfit) {
            throw new RouterException(
                    "backend " + backend.name() + ": " + unfit.getMessage(), unfit);
        } catch (RuntimeException | LinkageError undeclared) {
            throw new RouterException(
                    "backend " + backend.name() + " threw " + undeclared, undeclared);
        }
    }

    private static RouterException unknown(String kind, String type, List<String> types) {
        return new RouterException(
                "there is no " + kind + " of type '" + type + "'; there are " + types);
    }
}
