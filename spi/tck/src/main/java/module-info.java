/// The contract kit: extend a contract with your plugin, and the tests tell whether it keeps it.
@org.jspecify.annotations.NullMarked
module dev.fogline.spi.tck {
    requires static org.jspecify;
    requires transitive dev.fogline.spi;
    requires transitive org.junit.jupiter.api;
    requires transitive org.assertj.core;

    exports dev.fogline.spi.tck;
}
