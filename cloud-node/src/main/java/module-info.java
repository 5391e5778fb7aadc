/// The cloud node: the door of a shared pool.
@org.jspecify.annotations.NullMarked
module dev.fogline.cloud {
    requires static org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.zaxxer.hikari;
    requires dev.fogline.cost;
    requires dev.fogline.edge;
    requires dev.fogline.router;
    requires dev.fogline.spi;
    requires flyway.core;
    requires info.picocli;
    requires io.helidon.webserver;
    requires java.logging;
    requires java.naming;
    requires java.net.http;
    requires java.sql;
    requires jdk.naming.dns; // SRV records, by JNDI

    opens dev.fogline.cloud to
            info.picocli;
    opens dev.fogline.cloud.beacon to
            info.picocli;
    opens dev.fogline.cloud.bench to
            info.picocli;
}
