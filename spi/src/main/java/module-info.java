/// The nouns and verbs of Fogline, and all that a plugin needs to see.
@org.jspecify.annotations.NullMarked
module dev.fogline.spi {
    requires static org.jspecify;

    exports dev.fogline.spi;
}
