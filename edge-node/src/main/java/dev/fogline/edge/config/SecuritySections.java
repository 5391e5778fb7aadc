package dev.fogline.edge.config;

import dev.fogline.edge.config.ServerConfig.Security;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;

/// The keys `tls`, `admin` and `requests-per-minute` of `server`.
final class SecuritySections {

    private static final String REQUESTS_PER_MINUTE = "requests-per-minute";

    /// From the door's own port to the one apart, unless it is told.
    private static final int PORTS_APART = 1_000;

    private SecuritySections() {}

    static Security read(Section server, NodeKind kind) {
        return new Security(
                server.section("tls").map(SecuritySections::tls),
                server.section("admin").map(section -> admin(section, kind)),
                server.text(REQUESTS_PER_MINUTE).isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(
                                server.whole(REQUESTS_PER_MINUTE, 1, Integer.MAX_VALUE, 1)));
    }

    private static TlsFiles tls(Section section) {
        section.knowing(Set.of("certificate", "key", "client-ca"));
        return new TlsFiles(
                Path.of(section.required("certificate")),
                Path.of(section.required("key")),
                section.text("client-ca").map(Path::of));
    }

    private static AdminConfig admin(Section section, NodeKind kind) {
        section.knowing(Set.of("host", "port"));
        return new AdminConfig(
                section.text("host").orElse("127.0.0.1"),
                (int)
                        section.whole(
                                "port", 0, NodeConfigReader.MAX_PORT, kind.port() + PORTS_APART));
    }
}
