/// The edge node: the OpenAI door on the user's device, and the command line.
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the cloud node is built after this one
module dev.fogline.edge {
    requires static org.jspecify;
    requires transitive com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires dev.fogline.router;
    requires info.picocli;
    requires com.github.benmanes.caffeine;
    requires io.helidon.common.buffers;
    requires io.helidon.common.configurable;
    requires io.helidon.common.pki;
    requires io.helidon.common.socket;
    requires io.helidon.common.tls;
    requires io.helidon.webclient;
    requires io.helidon.webserver;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires java.logging;
    requires transitive java.net.http;

    exports dev.fogline.edge.door to
            dev.fogline.cloud;

    opens dev.fogline.edge to
            info.picocli;
    opens dev.fogline.edge.cascade to
            info.picocli;
    opens dev.fogline.edge.demo to
            info.picocli;
    opens dev.fogline.edge.door to
            info.picocli;
    opens dev.fogline.edge.eval to
            info.picocli;
    opens dev.fogline.edge.learn to
            info.picocli;
    opens dev.fogline.edge.models to
            info.picocli;
    opens dev.fogline.edge.online to
            info.picocli;
    opens dev.fogline.edge.overhead to
            info.picocli;
    opens dev.fogline.edge.policies to
            info.picocli;
    opens dev.fogline.edge.prices to
            info.picocli;
    opens dev.fogline.edge.privacy to
            info.picocli;
}
