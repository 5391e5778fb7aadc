/// The cloud node: the door of a shared pool.
@org.jspecify.annotations.NullMarked
module dev.fogline.cloud {
    requires static org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires dev.fogline.cost;
    requires dev.fogline.edge;
    requires dev.fogline.router;
    requires dev.fogline.spi;
    requires info.picocli;
    requires io.helidon.webserver;
    requires java.naming;
    requires java.net.http;
    requires jdk.naming.dns; // SRV records, by JNDI

    opens dev.fogline.cloud to
            info.picocli;
    opens dev.fogline.cloud.beacon to
            info.picocli;
}
