package dev.fogline.edge.config;

import dev.fogline.router.Pricing;
import dev.fogline.router.RouterException;
import dev.fogline.router.prices.PriceCatalogue;
import dev.fogline.router.prices.PriceFile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Prices;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The key `prices`: which catalogue models are looked up in, and by whose list. Nothing is guessed
/// but the provider, and that only from an address that is one provider's alone.
final class PriceBook {

    private static final int MOST_DAYS = 36_500;

    private final Supplier<PriceCatalogue> reading;
    private final int staleAfterDays;
    private Optional<PriceCatalogue> read = Optional.empty();

    private PriceBook(Supplier<PriceCatalogue> reading, int staleAfterDays) {
        this.reading = reading;
        this.staleAfterDays = staleAfterDays;
    }

    /// A file is read at once, so that what is wrong with it is said before the node starts; the
    /// table that comes with Fogline when it is first needed.
    static PriceBook of(Section top) {
        Optional<Section> section = top.section("prices");
        section.ifPresent(prices -> prices.knowing(Set.of("file", "date", "stale-after-days")));
        int stale =
                section.map(
                                prices ->
                                        (int)
                                                prices.whole(
                                                        "stale-after-days",
                                                        0,
                                                        MOST_DAYS,
                                                        PriceCatalogue.STALE_AFTER_DAYS))
                        .orElse(PriceCatalogue.STALE_AFTER_DAYS);
        Optional<PriceCatalogue> own =
                section.flatMap(prices -> prices.text("file").map(file -> file(prices, file)));
        return new PriceBook(
                own.<Supplier<PriceCatalogue>>map(all -> () -> all).orElse(PriceFile::shipped),
                stale);
    }

    /// Those of a provider.
    ///
    /// @param model as its list has it; empty for the backend's name of it
    Pricing listed(String provider, Optional<String> model) {
        return new Pricing.Listed(catalogue(), provider, model, staleAfterDays);
    }

    /// Those of a backend whose entry says nothing of prices. For what runs in the node itself or
    /// on the device nobody sends a bill.
    ///
    /// @param url it asks, if it has one
    Pricing usual(String type, Tier tier, Optional<String> url) {
        if (tier == Tier.DEVICE || type.equals(Assumed.LOCAL_TYPE)) {
            return new Pricing.Fixed(Prices.FREE);
        }
        List<String> providers = url.map(catalogue()::providersAt).orElse(List.of());
        return switch (providers.size()) {
            case 1 -> listed(providers.getFirst(), Optional.empty());
            case 0 ->
                    new Pricing.Unknown(
                            url.map(
                                            at ->
                                                    "nobody in "
                                                            + catalogue().version()
                                                            + " answers at "
                                                            + bare(at))
                                    .orElse("its entry has no prices"));
            default ->
                    new Pricing.Unknown(
                            String.join(" and ", providers)
                                    + " answer at "
                                    + bare(url.orElseThrow()));
        };
    }

    /// Without a password or key that may be in it.
    private static String bare(String url) {
        return url.replaceFirst("//[^/@]*@", "//").replaceFirst("[?#].*", "");
    }

    private PriceCatalogue catalogue() {
        PriceCatalogue catalogue = read.orElseGet(reading);
        read = Optional.of(catalogue);
        return catalogue;
    }

    private static PriceCatalogue file(Section prices, String file) {
        Optional<LocalDate> date = prices.text("date").map(day -> day(prices, day));
        try {
            return PriceFile.read(Path.of(file), date).catalogue();
        } catch (RouterException unfit) {
            throw prices.wrong("file", String.valueOf(unfit.getMessage()));
        }
    }

    private static LocalDate day(Section prices, String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException unfit) {
            throw prices.wrong("date", "'" + day + "' is no day such as 2026-08-21");
        }
    }
}
