/// Decides where a request is answered, answers it there, and learns from what happened.
@org.jspecify.annotations.NullMarked
module dev.fogline.router {
    requires static org.jspecify;
    requires transitive dev.fogline.spi;
    requires dev.fogline.cost;
}
