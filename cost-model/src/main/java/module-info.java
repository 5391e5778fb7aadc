/// Numbers computed from numbers: time, money, energy and quality of a request on a candidate.
@org.jspecify.annotations.NullMarked
module dev.fogline.cost {
    requires static org.jspecify;
    requires transitive dev.fogline.spi;

    exports dev.fogline.cost;
    exports dev.fogline.cost.curve;
    exports dev.fogline.cost.drift;
    exports dev.fogline.cost.unseen;
    exports dev.fogline.cost.accuracy;
    exports dev.fogline.cost.quality;
    exports dev.fogline.cost.routing;
    exports dev.fogline.cost.cascade;
}
