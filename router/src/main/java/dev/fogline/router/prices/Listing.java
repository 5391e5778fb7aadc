package dev.fogline.router.prices;

/// A model in a provider's price list.
///
/// @param provider whose list it is
/// @param model as the list names it
/// @param names that mean it
/// @param tariff what it costs, and when
public record Listing(String provider, String model, NameRule names, Tariff tariff) {}
