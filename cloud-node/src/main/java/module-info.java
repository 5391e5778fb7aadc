/// The cloud node: the door of a shared pool.
@org.jspecify.annotations.NullMarked
module dev.fogline.cloud {
    requires static org.jspecify;
    requires dev.fogline.edge;
    requires info.picocli;

    opens dev.fogline.cloud to
            info.picocli;
}
