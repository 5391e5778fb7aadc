package dev.fogline.edge.config;

import dev.fogline.router.Aim;
import dev.fogline.router.Bound;
import dev.fogline.router.NamedPolicy;
import dev.fogline.router.Objective;
import dev.fogline.router.Plugins;
import dev.fogline.router.Quantity;
import dev.fogline.router.Quota;
import dev.fogline.router.Requirements;
import dev.fogline.router.RouterException;
import dev.fogline.router.privacy.Detector;
import dev.fogline.router.privacy.Kind;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Policy;
import dev.fogline.spi.Setting;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One entry of `policies`. What it leaves out it has from the policy it is `like`, or else from
/// `balanced`.
final class PolicyReader {

    private static final String CLOUD_SHARE = "cloud-share";
    private static final String USD_PER_REQUEST = "usd-per-request";
    private static final Set<String> KEYS =
            Set.of(
                    "like",
                    "require",
                    "detect",
                    "least",
                    "most",
                    "subject-to",
                    "prefer",
                    "price",
                    "conduct",
                    CLOUD_SHARE,
                    USD_PER_REQUEST,
                    "type",
                    "settings");
    private static final String STRUCTURED = "structured";
    private static final double MOST_USD = 1_000;
    private static final double MOST_LIMIT = 1e9;

    private final Plugins plugins;

    PolicyReader(Plugins plugins) {
        this.plugins = plugins;
    }

    /// @param known policies to build on, by name
    /// @param plain what a policy is that says nothing
    NamedPolicy read(
            String name, Section section, Map<String, NamedPolicy> known, NamedPolicy plain) {
        section.knowing(KEYS);
        NamedPolicy model =
                section.text("like").map(like -> like(like, section, known)).orElse(plain);
        return new NamedPolicy(
                name,
                section.section("require")
                        .map(require -> requirements(require, model.requirements()))
                        .orElse(model.requirements()),
                section.texts("detect").isEmpty() ? model.detector() : detector(section),
                objective(name, section, model.objective()),
                section.section("conduct")
                        .map(conduct -> ConductReader.read(conduct, model.conduct()))
                        .orElse(model.conduct()),
                quota(section).or(model::quota));
    }

    /// What goes to the cloud: a share of the requests, or money.
    private static Optional<Quota> quota(Section section) {
        double share = section.number(CLOUD_SHARE, Double.MIN_NORMAL, Math.nextDown(1.0), 0);
        double usd = section.number(USD_PER_REQUEST, Double.MIN_NORMAL, MOST_USD, 0);
        if (share > 0 && usd > 0) {
            throw section.wrong(
                    USD_PER_REQUEST, "a policy has one quota, and `cloud-share` is another");
        }
        if (share > 0) {
            return Optional.of(new Quota.CloudShare(share));
        }
        return usd > 0 ? Optional.of(new Quota.CloudUsd(usd)) : Optional.empty();
    }

    private static NamedPolicy like(String like, Section section, Map<String, NamedPolicy> known) {
        if (!known.containsKey(like)) {
            throw section.wrong(
                    "like",
                    "there is no policy '"
                            + like
                            + "' above; there are "
                            + String.join(", ", new TreeSet<>(known.keySet())));
        }
        return known.get(like);
    }

    /// What makes a request private by its text: kinds, or all with a format of their own.
    private static Detector detector(Section section) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (String word : section.texts("detect")) {
            if (word.equals(STRUCTURED)) {
                kinds.addAll(Kind.structured());
            } else {
                kinds.add(Kind.named(word).orElseThrow(() -> noKind(section, word)));
            }
        }
        return Detector.of(kinds);
    }

    private static ConfigException noKind(Section section, String word) {
        return section.wrong(
                "detect", "'" + word + "' is none of " + STRUCTURED + ", " + Kind.configNames());
    }

    private static Requirements requirements(Section section, Requirements model) {
        section.knowing(
                Set.of(
                        "data-class",
                        "tiers",
                        "offline",
                        "backends",
                        "context-tokens",
                        "abilities",
                        "deadline-millis",
                        "budget-usd"));
        Set<Tier> tiers = Words.set(section, "tiers", Tier.class, model.tiers());
        long deadlineMillis =
                section.whole(
                        "deadline-millis",
                        1,
                        Duration.ofDays(1).toMillis(),
                        model.deadline().map(Duration::toMillis).orElse(0L));
        double budget = section.number("budget-usd", 0, MOST_USD, model.budgetUsd().orElse(-1));
        return new Requirements(
                Words.one(section, "data-class", DataClass.class).or(model::dataClass),
                Words.flag(section, "offline") ? Set.of(Tier.DEVICE) : tiers,
                section.texts("backends").isEmpty()
                        ? model.backends()
                        : Set.copyOf(section.texts("backends")),
                (int) section.whole("context-tokens", 0, Integer.MAX_VALUE, model.contextTokens()),
                Words.set(section, "abilities", Ability.class, model.abilities()),
                deadlineMillis == 0
                        ? Optional.empty()
                        : Optional.of(Duration.ofMillis(deadlineMillis)),
                budget < 0 ? OptionalDouble.empty() : OptionalDouble.of(budget));
    }

    private Policy objective(String name, Section section, Policy model) {
        Optional<String> type = section.text("type");
        if (type.isPresent()) {
            return plugin(type.get(), section);
        }
        return model instanceof Objective objective
                ? objective(name, section, objective)
                : model; // what a plugin orders has none of the keys of an objective
    }

    private static Objective objective(String name, Section section, Objective model) {
        List<Tier> tiers = Words.list(section, "prefer", Tier.class);
        return new Objective(
                name,
                aim(section, model.aim()),
                section.section("subject-to")
                        .map(bounds -> bounds(bounds, model.bounds()))
                        .orElse(model.bounds()),
                tiers.isEmpty() ? model.tiers() : tiers);
    }

    private static Aim aim(Section section, Aim model) {
        Optional<String> least = section.text("least");
        Optional<String> most = section.text("most");
        if (least.isPresent() && most.isPresent()) {
            throw section.wrong("most", "a policy has one aim, and `least` is another");
        }
        Aim.Price price =
                section.section("price")
                        .map(prices -> price(prices, usual(model)))
                        .orElse(usual(model));
        if (most.isPresent()) {
            return most.filter(Quantity.QUALITY.word()::equals)
                    .map(quality -> new Aim.Extreme(Quantity.QUALITY))
                    .orElseThrow(
                            () ->
                                    section.wrong(
                                            "most", "takes quality, more of the rest is worse"));
        }
        if (least.isEmpty()) {
            return model instanceof Aim.Price ? price : model;
        }
        if (least.get().equals("price")) {
            return price;
        }
        return Quantity.of(least.get())
                .filter(quantity -> quantity != Quantity.QUALITY)
                .map(Aim.Extreme::new)
                .orElseThrow(
                        () ->
                                section.wrong(
                                        "least",
                                        "'"
                                                + least.get()
                                                + "' is none of price, "
                                                + Quantity.words()));
    }

    private static Aim.Price usual(Aim model) {
        return model instanceof Aim.Price price ? price : NamedPolicy.USUAL_PRICE;
    }

    private static Aim.Price price(Section section, Aim.Price model) {
        section.knowing(Set.of("usd-per-second", "usd-per-good-answer", "usd-per-kilowatt-hour"));
        return new Aim.Price(
                section.number("usd-per-second", 0, MOST_USD, model.usdPerSecond()),
                section.number("usd-per-good-answer", 0, MOST_USD, model.usdPerGoodAnswer()),
                section.number("usd-per-kilowatt-hour", 0, MOST_USD, model.usdPerKilowattHour()));
    }

    /// Those of the model that are not set anew, then these.
    private static List<Bound> bounds(Section section, List<Bound> model) {
        section.knowing(
                Set.of(Quantity.values()).stream()
                        .map(Quantity::word)
                        .collect(Collectors.toUnmodifiableSet()));
        var bounds = new ArrayList<Bound>();
        for (Quantity quantity : Quantity.values()) {
            double most = quantity == Quantity.QUALITY ? 1 : MOST_LIMIT;
            double limit = section.number(quantity.word(), Double.MIN_NORMAL, most, 0);
            if (limit > 0) {
                bounds.add(new Bound(quantity, limit));
            } else {
                model.stream().filter(bound -> bound.quantity() == quantity).forEach(bounds::add);
            }
        }
        return bounds;
    }

    private Policy plugin(String type, Section section) {
        List<Setting> settings = ProviderSettings.of(plugins, "policy", section, type);
        var values = new HashMap<String, String>();
        section.section("settings")
                .ifPresent(
                        given -> {
                            given.knowing(settings.stream().map(Setting::key).toList());
                            values.putAll(ProviderSettings.values(given, settings));
                        });
        try {
            return plugins.policy(type, values);
        } catch (RouterException unfit) {
            throw section.wrong("type", String.valueOf(unfit.getMessage()));
        }
    }
}
