/// The nouns and verbs of Fogline, and all that a plugin needs to see.
///
/// No runtime dependency, and no logic beyond validation.
@org.jspecify.annotations.NullMarked
module dev.fogline.spi {
    requires static org.jspecify;

    exports dev.fogline.spi;
    exports dev.fogline.spi.answer;
    exports dev.fogline.spi.model;
    exports dev.fogline.spi.request;
}
