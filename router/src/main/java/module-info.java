/// Decides where a request is answered, has it answered there, and learns from what happened.
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the edge node is built after this one
module dev.fogline.router {
    requires static org.jspecify;
    requires transitive dev.fogline.spi;
    requires transitive dev.fogline.cost;
    requires transitive com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires com.github.benmanes.caffeine;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires transitive io.prometheus.metrics.core;
    requires transitive io.prometheus.metrics.model;

    exports dev.fogline.router;
    exports dev.fogline.router.pool;
    exports dev.fogline.router.fair;
    exports dev.fogline.router.ledger to
            dev.fogline.cloud;
    exports dev.fogline.router.prices;
    exports dev.fogline.router.privacy;
    exports dev.fogline.router.profile;
    exports dev.fogline.router.tenants;

    provides dev.fogline.spi.PolicyProvider with
            dev.fogline.router.BalancedPolicyProvider;

    uses dev.fogline.spi.BackendProvider;
    uses dev.fogline.spi.ConstraintProvider;
    uses dev.fogline.spi.EstimatorProvider;
    uses dev.fogline.spi.PolicyProvider;
}
