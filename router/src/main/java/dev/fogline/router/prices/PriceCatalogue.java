package dev.fogline.router.prices;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What many models cost at many providers, as one file says. Immutable.
///
/// @param name of the file's kind or publisher
/// @param date the prices are of; of the file where it does not say
/// @param version names the file: name, date and the first digits of its SHA-256
/// @param lists one for each provider
public record PriceCatalogue(String name, LocalDate date, String version, List<PriceList> lists) {

    /// Age at which prices are called stale unless told otherwise: assumed, lists of many models
    /// change about monthly.
    public static final int STALE_AFTER_DAYS = 30;

    public PriceCatalogue {
        lists = List.copyOf(lists);
    }

    /// What a provider takes for a model.
    ///
    /// Who serves models of others at their prices has them looked up there next. Of a provider the
    /// first entry that fits is the one, letters may be large or small.
    public Lookup lookup(String provider, String model) {
        Optional<PriceList> list = list(provider);
        if (list.isEmpty()) {
            return new Lookup.Missing("there is no provider '" + provider + "' in " + version);
        }
        String wanted = model.toLowerCase(Locale.ROOT);
        return list.get()
                .find(wanted)
                .or(() -> elsewhere(list.get(), wanted))
                .<Lookup>map(Lookup.Found::new)
                .orElseGet(
                        () ->
                                new Lookup.Missing(
                                        version
                                                + " has no model '"
                                                + model
                                                + "' of "
                                                + list.get().provider()));
    }

    /// Whose interface is at an address; several if it cannot be told.
    public List<String> providersAt(String url) {
        return lists.stream().filter(list -> list.answersAt(url)).map(PriceList::provider).toList();
    }

    /// How many models are listed.
    public int models() {
        return lists.stream().mapToInt(list -> list.listings().size()).sum();
    }

    /// Days from the date of the prices, ≥ 0.
    public long ageDays(LocalDate today) {
        return Math.max(0, ChronoUnit.DAYS.between(date, today));
    }

    /// What to say of its age; empty if there is nothing to say.
    ///
    /// @param afterDays age at which prices are called stale, ≥ 0
    public Optional<String> staleness(LocalDate today, int afterDays) {
        long days = ageDays(today);
        return days > afterDays ? Optional.of("stale: " + days + " days old") : Optional.empty();
    }

    private Optional<PriceList> list(String provider) {
        return lists.stream()
                .filter(list -> list.provider().equalsIgnoreCase(provider))
                .findFirst();
    }

    private Optional<Listing> elsewhere(PriceList list, String model) {
        return list.fallbacks().stream()
                .flatMap(provider -> list(provider).stream())
                .flatMap(other -> other.find(model).stream())
                .findFirst();
    }

    /// What looking a model up has led to.
    public sealed interface Lookup {

        /// It is listed.
        record Found(Listing listing) implements Lookup {}

        /// It is not.
        ///
        /// @param reason what is missing
        record Missing(String reason) implements Lookup {}
    }
}
