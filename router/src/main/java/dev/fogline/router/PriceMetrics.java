package dev.fogline.router;

import dev.fogline.router.prices.PriceCatalogue;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/// Shows which price lists are in use, and of when they are.
final class PriceMetrics {

    private PriceMetrics() {}

    static void register(PrometheusRegistry registry, List<BackendSetup> backends) {
        Gauge dates =
                Gauge.builder()
                        .name("fogline_price_list_timestamp_seconds")
                        .help("The date of the price lists in use, in seconds since the epoch.")
                        .labelNames("price_version")
                        .withoutExemplars()
                        .register(registry);
        for (BackendSetup backend : backends) {
            if (backend.pricing() instanceof Pricing.Listed listed) {
                PriceCatalogue catalogue = listed.catalogue();
                dates.labelValues(catalogue.version())
                        .set(
                                (double)
                                        catalogue
                                                .date()
                                                .toEpochSecond(LocalTime.MIN, ZoneOffset.UTC));
            }
        }
    }
}
